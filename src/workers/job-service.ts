import * as v from 'valibot';
import { progressAtIntervals } from '../check/progress';
import type { StatisticsEngine } from '../check/statistics/engine';
import { Answerer, type Answering, answering, askSchema } from '../protocol/requests';
import { evaluate } from '../services/evaluate';
import { listLosses } from '../services/list-losses';
import type { TensorHost } from '../services/service';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { FAILURES } from './failure';
import {
  CHECK,
  EVALUATE,
  EXPLAIN,
  type FileContent,
  type FromWorker,
  type Job,
  LIST_LOSSES,
  SUMMARISE,
} from './jobs';

/** Functions that the worker's host (Node or a browser) supplies. */
export interface JobServiceHost {
  readonly engine: StatisticsEngine;
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
      this.answering({ ...LIST_LOSSES, service: listLosses }),
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

  private hostFor(files: readonly FileContent[]): TensorHost {
    return {
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
