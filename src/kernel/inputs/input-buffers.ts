import type { KernelInstance } from '../kernel-instance';
import type { KernelTask, WeightTask } from '../kernel-task';
import type { InputBuffers } from '../run';
import { RowWeights } from '../softmax/row-weights';
import { UnsuitedData } from '../unsuited-data';
import { CodedData, type CodeRules } from './coded-data';
import { LogitData } from './logit-data';

/** The columns are in the order of `columnsOf`. */
export interface KernelBuffers extends InputBuffers {
  readonly logits: LogitData;
  readonly targets: CodedData;
  /** Masks and weights of a sigmoid; empty for a softmax. */
  readonly weights: readonly WeightData[];
  /** Masks and weights of the rows of a softmax; empty for a sigmoid. */
  readonly rowWeights: RowWeights;
}

/** Masks, and weights of zeros and ones. */
interface WeightData {
  readonly data: CodedData;
  readonly isMask: boolean;
  /** Address of one code per logit; that of `data` if it has one per logit. */
  readonly spread: number;
}

const ZERO_OR_ONE: CodeRules = { ignored: null, classes: 0 };

/** Two sets of buffers: one is filled while the other is worked on. */
export function inputBuffersFor(
  kernel: KernelInstance,
  task: KernelTask,
  mostRows: number,
  rules: CodeRules,
): KernelBuffers[] {
  const { channels, targetsPerRow, softmax } = task;
  const weightData = ({ type, perRow, isMask }: WeightTask): WeightData => {
    const data = new CodedData(kernel, type, mostRows, perRow, ZERO_OR_ONE);
    return { data, isMask, spread: perRow < channels ? kernel.reserve(mostRows * channels) : data.codes };
  };
  return Array.from({ length: 2 }, () => {
    const logits = new LogitData(kernel, task.logits, mostRows, channels, task.input, softmax !== null);
    const targets = new CodedData(kernel, task.targets, mostRows, targetsPerRow, rules);
    const weights = softmax === null ? task.weights.map(weightData) : [];
    const rowWeights = new RowWeights(kernel, task, mostRows);
    const columns = [logits, targets, ...weights.map(({ data }) => data), ...rowWeights.columns];
    return { logits, targets, weights, rowWeights, columns };
  });
}

/**
 * Excludes the elements of a sigmoid with weight zero: their codes become those of ignored elements.
 * @param codes address of the codes of the elements, one byte each
 * @param logits address of float32
 * @returns number of positives among them
 * @throws UnsuitedData for a weight that is neither zero nor one
 */
export function foldWeights(
  { exports }: KernelInstance,
  { weights, logits: { channels } }: KernelBuffers,
  codes: number,
  logits: number,
  rows: number,
): number {
  let positives = 0;
  for (const { data, isMask, spread } of weights) {
    data.decode(rows);
    if (spread !== data.codes) {
      exports.spreadRows(data.codes, spread, rows, channels);
    }
    const found = exports.foldWeights(spread, isMask, codes, logits, rows * channels);
    if (found < 0) {
      throw new UnsuitedData('A weight is neither zero nor one.');
    }
    positives += found;
  }
  return positives;
}
