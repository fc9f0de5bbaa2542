import type { CrossCheck } from '../check/report/cross-check';
import { compareWith } from '../cross-check/compare';
import { prepare } from '../cross-check/prepare';
import { loadEmbedded } from '../tensorflow/load-embedded';
import type { NativeTensorFlow } from '../tensorflow/native';
import type { TensorFlowAnswer, TensorFlowTask } from '../tensorflow/task';
import { contentOf } from './content-of';
import { type CrossCheckInput, crossCheckInputSchema } from './cross-check-input';
import { readCheckedTensors } from './read-again';
import type { Service, TensorHost } from './service';
import { withTensorFiles } from './tensor-files';

/** A host of cross-checks. */
export interface CrossCheckHost extends TensorHost {
  /** Absent in a browser. */
  readonly native?: NativeTensorFlow;
}

/**
 * Compares the loss and the gradient of a report with TensorFlow.js and with finite differences.
 * Rejects with the errors of `withTensorFiles`.
 */
export const crossCheck: Service<CrossCheckHost, CrossCheckInput, CrossCheck> = {
  input: crossCheckInputSchema,
  async run(host, input) {
    const started = performance.now();
    const { files, report, asked } = input;
    const tensors = await withTensorFiles(host, files, (opened) =>
      readCheckedTensors([...opened.values()], report, host.signal),
    );
    const prepared = prepare(tensors, report.parameters);
    const { answer, engine, why } = await askedEngine(host, input, prepared.task);
    return {
      ...{ asked, engine, why },
      ...compareWith(prepared, answer),
      milliseconds: performance.now() - started,
    };
  },
};

interface Asked extends Pick<CrossCheck, 'engine' | 'why'> {
  readonly answer: TensorFlowAnswer;
}

/** The answer of the native TensorFlow.js where it is wanted and there, else of the one of the product. */
async function askedEngine(
  host: CrossCheckHost,
  input: CrossCheckInput,
  task: TensorFlowTask,
): Promise<Asked> {
  const snippet = `tensorflowjs-${task.link === 'softmax' ? 'softmax-' : ''}focal-loss`;
  const asked = await nativeAnswer(host, input, task);
  if ('losses' in asked) {
    const { version, backend } = asked;
    return {
      answer: asked,
      engine: { package: '@tensorflow/tfjs-node', version, backend, snippet },
      why: { kind: 'found', folder: asked.folder },
    };
  }
  const script = new TextDecoder().decode(await contentOf(host, input.script));
  const answer = await loadEmbedded(script)(task);
  const { version, backend } = answer;
  return { answer, engine: { package: '@tensorflow/tfjs-core', version, backend, snippet }, why: asked };
}

/** The answer of the native TensorFlow.js, or why there is none. */
async function nativeAnswer(
  { native, signal }: CrossCheckHost,
  { asked, folders, isTrusted }: CrossCheckInput,
  task: TensorFlowTask,
): Promise<(TensorFlowAnswer & { readonly folder: string }) | CrossCheck['why']> {
  if (asked === 'wasm') {
    return { kind: 'chosen' };
  }
  if (native === undefined) {
    return { kind: 'browser' };
  }
  const folder = await native.find(folders);
  if (folder === null) {
    return isTrusted ? { kind: 'notFound', folders } : { kind: 'untrusted' };
  }
  const answer = await native.ask(folder, task, signal);
  return 'losses' in answer ? { ...answer, folder } : { kind: 'failed', folder, failure: answer };
}
