import * as v from 'valibot';
import type { StatisticsEngine } from '../../../check/engine';
import { progressAtIntervals } from '../../../check/progress';
import type { Report } from '../../../check/report';
import type { RandomAccessFile } from '../../../tensor/random-access-file';
import { checkFiles } from './check-files';
import { failureOf } from './failure';
import { checkRequestSchema, type FileContent, type FromCheckWorker } from './messages';

/** What the worker's host, Node or a browser, does for it. */
export interface CheckServiceHost {
  readonly engine: StatisticsEngine;
  post(message: FromCheckWorker): void;
  /** @throws TensorFileError when the file cannot be read */
  open(file: FileContent): Promise<RandomAccessFile>;
}

/**
 * The worker's side of the messages: makes the report that it is asked for. There is no message to cancel it: whoever
 * started the worker ends it.
 */
export class CheckService {
  constructor(private readonly host: CheckServiceHost) {
    host.post({ type: 'ready' });
  }

  receive(message: unknown): void {
    this.check(message).then(
      (report) => this.host.post({ type: 'finished', report }),
      (error: unknown) => this.host.post({ type: 'failed', failure: failureOf(error) }),
    );
  }

  private async check(message: unknown): Promise<Report> {
    const { settings, files } = v.parse(checkRequestSchema, message);
    return checkFiles(
      files.map((file) => ({ uri: file.uri, open: () => this.host.open(file) })),
      settings,
      {
        engine: this.host.engine,
        onProgress: progressAtIntervals((progress) => this.host.post({ type: 'progress', progress })),
      },
    );
  }
}
