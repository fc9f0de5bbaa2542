import * as v from 'valibot';
import { progressAtIntervals } from '../check/progress';
import type { StatisticsEngine } from '../check/statistics/engine';
import { checkFiles } from '../services/check';
import { openTensorFile } from '../tensor/formats/open';
import type { RandomAccessFile } from '../tensor/reading/random-access-file';
import { summariseArray } from '../tensor/summarise-array';
import { TensorFileError } from '../tensor/tensor-file';
import { failureOf } from './failure';
import {
  type CheckRequestMessage,
  type FileContent,
  type FromCheckWorker,
  type SummaryRequestMessage,
  workerRequestSchema,
} from './messages';

/** Functions that the worker's host (Node or a browser) supplies. */
export interface CheckServiceHost {
  readonly engine: StatisticsEngine;
  post(message: FromCheckWorker): void;
  /** @throws TensorFileError when the file cannot be read */
  open(file: FileContent): Promise<RandomAccessFile>;
}

/**
 * The worker's side of the messages. It makes the requested report, or the requested statistics of an array. There is no
 * message to cancel: the thread that started the worker ends it.
 */
export class CheckService {
  constructor(private readonly host: CheckServiceHost) {
    host.post({ type: 'ready' });
  }

  receive(message: unknown): void {
    this.answer(message).then(
      (answer) => this.host.post(answer),
      (error: unknown) => this.host.post({ type: 'failed', failure: failureOf(error) }),
    );
  }

  private async answer(message: unknown): Promise<FromCheckWorker> {
    const request = v.parse(workerRequestSchema, message);
    return request.type === 'check' ? this.check(request) : this.summarise(request);
  }

  private async check({ settings, files }: CheckRequestMessage): Promise<FromCheckWorker> {
    const report = await checkFiles(
      files.map((file) => ({ uri: file.uri, open: () => this.host.open(file) })),
      settings,
      {
        engine: this.host.engine,
        onProgress: progressAtIntervals((progress) => this.host.post({ type: 'progress', progress })),
      },
    );
    return { type: 'finished', report };
  }

  private async summarise({ file, array: name }: SummaryRequestMessage): Promise<FromCheckWorker> {
    const tensors = await openTensorFile(await this.host.open(file));
    const array = tensors.arrays.find((one) => one.name === name);
    if (array === undefined) {
      throw new TensorFileError(tensors.name, 'there is no such array any more', { array: name });
    }
    const { byteLength: totalBytes } = array;
    const summary = await summariseArray(tensors, array, {
      onProgress: (elements) => {
        const bytes = elements === 0 ? 0 : (totalBytes * elements) / array.elements;
        this.host.post({ type: 'progress', progress: { bytes, totalBytes, elements } });
      },
    });
    await tensors.close();
    return { type: 'summarised', summary };
  }
}
