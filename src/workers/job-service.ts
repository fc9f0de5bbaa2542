import * as v from 'valibot';
import { progressAtIntervals } from '../check/progress';
import type { StatisticsEngine } from '../check/statistics/engine';
import { Answerer, type Answering, answering, askSchema } from '../protocol/requests';
import { type CrossCheckHost, crossCheck } from '../services/cross-check';
import { evaluate } from '../services/evaluate';
import { listLosses } from '../services/list-losses';
import { tryLosses } from '../services/try-losses';
import { wantedImports } from '../services/wanted-imports';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import type { NativeTensorFlow } from '../tensorflow/native';
import { FAILURES } from './failure';
import {
  CHECK,
  CROSS_CHECK,
  EVALUATE,
  EXPLAIN,
  type FileContent,
  type FromWorker,
  type Job,
  LIST_LOSSES,
  SUMMARISE,
  TRY_LOSSES,
  WANTED_IMPORTS,
} from './jobs';

/** Functions that the worker's host (Node or a browser) supplies. */
export interface JobServiceHost {
  readonly engine: StatisticsEngine;
  /** Absent in a browser. */
  readonly native?: NativeTensorFlow;
  post(message: FromWorker): void;
  /** @throws TensorFileError when the file cannot be read */
  open(file: FileContent): Promise<RandomAccessFile>;
}

/**
 * The worker's side: it runs the requested job. There is no message to cancel: the thread that started the worker ends
 * it.
 */
export class JobService {
  private readonly answerer: Answerer;

  constructor(private readonly host: JobServiceHost) {
    const answers = [
      this.answering(CHECK),
      this.answering(EXPLAIN),
      this.answering(SUMMARISE),
      this.answering({ ...EVALUATE, service: evaluate }),
      answering(CROSS_CHECK.question, ({ input, files }) => crossCheck.run(this.hostFor(files), input)),
      this.answering({ ...LIST_LOSSES, service: listLosses }),
      this.answering({ ...TRY_LOSSES, service: tryLosses }),
      this.answering({ ...WANTED_IMPORTS, service: wantedImports }),
    ];
    this.answerer = new Answerer((message) => host.post(message), answers, FAILURES);
    host.post({ type: 'ready' });
  }

  receive(message: unknown): void {
    this.answerer.receive(v.parse(askSchema, message));
  }

  private answering<Input, Result>({ question, service }: Job<Input, Result>): Answering {
    return answering(question, ({ input, files }) => service.run(this.hostFor(files), input));
  }

  private hostFor(files: readonly FileContent[]): CrossCheckHost {
    const { native } = this.host;
    return {
      ...(native === undefined ? {} : { native }),
      engine: this.host.engine,
      open: async (uri) => {
        const file = files.find((one) => one.uri === uri);
        if (file === undefined) {
          throw new RangeError(`The file ${uri} was not handed to the worker.`);
        }
        return this.host.open(file);
      },
      onProgress: progressAtIntervals((progress) => this.host.post({ type: 'progress', progress })),
    };
  }
}
