import * as tf from '@tensorflow/tfjs';
import { transformSync } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { findFixes } from '../../../src/code/fixes/find-fixes';
import { findReplacements } from '../../../src/code/fixes/find-replacements';
import { applyEdits } from '../../../src/code/fixes/text-edit';
import type { RuleId } from '../../../src/code/rules/rule';
import { focalLoss, focalLossGradient } from '../../../src/loss/binary';
import { softmaxFocalLoss, softmaxFocalLossGradient } from '../../../src/loss/softmax';
import { FAULTY_SCRIPTS, type FaultyScript } from './faulty-scripts';
import { parser } from './parse';

/*
 * Losses of TensorFlow.js before and after their fix, run by the library with its cpu backend, beside the reference in float64.
 */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const IMPORT = "import * as tf from '@tensorflow/tfjs';\n\n";
const GAMMA = 2;

interface Batch {
  readonly logits: number[][];
  readonly targets: number[];
}

const BATCHES: readonly Batch[] = [
  { logits: [[0.4], [-1.2], [-2.5], [3], [0.1]], targets: [1, 0, 1, 0, 0] },
  { logits: [[-1.5], [0.2], [2]], targets: [0, 0, 0] },
  { logits: [[-95], [95], [0.5]], targets: [1, 0, 1] },
];

const BATCHES_OF_CLASSES: readonly Batch[] = [
  {
    logits: [
      [0.4, -1, 0.2],
      [2, 0.3, -1.5],
      [0, 0, 1],
    ],
    targets: [1, 0, 2],
  },
  {
    logits: [
      [95, 0, 1],
      [0.5, 1, 2],
    ],
    targets: [2, 0],
  },
];

interface Computed {
  readonly value: number;
  readonly gradient: readonly number[];
}

/** The loss and its gradient by the logits, as TensorFlow.js computes them. */
function inLibrary(text: string, { name, isOfClasses }: FaultyScript, { logits, targets }: Batch): Computed {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} as Record<string, (labels: tf.Tensor, logits: tf.Tensor) => tf.Tensor> };
  new Function('module', 'exports', 'require', code)(module, module.exports, () => tf);
  const loss = module.exports[name];
  if (!loss) {
    throw new Error(`no ${name}`);
  }
  const labels = isOfClasses ? tf.oneHot(tf.tensor1d(targets, 'int32'), 3).toFloat() : tf.tensor1d(targets);
  const x = isOfClasses ? tf.tensor2d(logits) : tf.tensor1d(logits.flat());
  const { value, grad } = tf.valueAndGrad((given: tf.Tensor) => loss(labels, given).asScalar())(x);
  return { value: value.arraySync() as unknown as number, gradient: [...grad.dataSync()] };
}

function inReference({ alpha, reduction, isOfClasses }: FaultyScript, { logits, targets }: Batch): Computed {
  const parameters = { alpha, gamma: GAMMA };
  const share = 1 / (reduction === 'mean' ? targets.length : Math.max(1, targets.filter(Boolean).length));
  const each = logits.map((row, at) => {
    const target = targets[at] ?? 0;
    return isOfClasses
      ? {
          loss: softmaxFocalLoss(row, target, parameters),
          slopes: softmaxFocalLossGradient(
            row,
            row.map((_, index) => (index === target ? 1 : 0)),
            parameters,
          ),
        }
      : {
          loss: focalLoss(row[0] ?? 0, target, parameters),
          slopes: [focalLossGradient(row[0] ?? 0, target, parameters)],
        };
  });
  return {
    value: share * each.reduce((sum, { loss }) => sum + loss, 0),
    gradient: each.flatMap(({ slopes }) => [...slopes].map((slope) => share * slope)),
  };
}

/** TensorFlow.js computes in float32. */
function isClose(one: Computed, other: Computed): boolean {
  const near = (a: number, b: number): boolean => Math.abs(a - b) <= 3e-5 * Math.abs(b) + 1e-6;
  return (
    near(one.value, other.value) && one.gradient.every((slope, at) => near(slope, other.gradient[at] ?? 0))
  );
}

function agrees(text: string, loss: FaultyScript): boolean {
  const batches = loss.isOfClasses ? BATCHES_OF_CLASSES : BATCHES;
  return batches.every((batch) => isClose(inLibrary(text, loss, batch), inReference(loss, batch)));
}

describe('a fix of TensorFlow.js', () => {
  it.each(FAULTY_SCRIPTS)('of $rule makes $name the reference', async (loss) => {
    const text = IMPORT + loss.text;
    const code = { text, grammar: 'typescript', imports: [] } as const;
    expect(agrees(text, loss)).toBe(false);
    const [fix] = await findFixes(parser, code, ({ rule }) => rule === loss.rule);
    expect(agrees(applyEdits(text, fix?.edits ?? []), loss)).toBe(true);
  });
});

/** Rules whose faults leave the formula as it is, or a reduction that no snippet has: none takes the place of such a loss. */
const WITHOUT_SNIPPET: readonly RuleId[] = [
  'unstable-log',
  'zero-positives',
  'double-reduction',
  'gradient-sign-error',
];

describe('the snippet in the place of a loss of TensorFlow.js', () => {
  it.each(FAULTY_SCRIPTS.filter(({ rule }) => !WITHOUT_SNIPPET.includes(rule)))(
    'makes $name the reference',
    async (loss) => {
      const text = IMPORT + loss.text;
      const code = { text, grammar: 'typescript', imports: [] } as const;
      const [replacement] = await findReplacements(parser, code, ({ rule }) => rule === loss.rule);
      expect(agrees(applyEdits(text, replacement?.edits ?? []), loss)).toBe(true);
    },
  );
});
