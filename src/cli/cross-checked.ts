import { join, resolve } from 'node:path';
import type { CrossCheck } from '../check/report/cross-check';
import type { Report } from '../check/report/report';
import type { Messages } from '../messages/messages';
import { crossCheck } from '../services/cross-check';
import { reportForEvaluation } from '../services/evaluate-input';
import { nativeTensorFlow } from '../tensorflow/native.node';
import type { CrossCheckOptions } from './check-options';
import { withTensorHost } from './host';

/** Compares the loss of a report with TensorFlow.js: the native one that is found from here, else the one of the product. */
export function crossChecked(
  { engine, folder }: CrossCheckOptions,
  files: string[],
  report: Report,
  messages: Messages,
): Promise<CrossCheck> {
  const native = nativeTensorFlow(join(__dirname, 'tensorflow-process.js'));
  return withTensorHost(messages, (host) =>
    crossCheck.run(
      { ...host, native },
      {
        files,
        report: reportForEvaluation(report),
        asked: engine,
        script: join(__dirname, 'tensorflow.js'),
        folders: [...(folder === undefined ? [] : [resolve(folder)]), process.cwd()],
        isTrusted: true,
      },
    ),
  );
}
