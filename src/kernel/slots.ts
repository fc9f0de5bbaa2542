import { CodedData, type CodeRules } from './coded-data';
import type { KernelInstance } from './kernel-instance';
import type { KernelTask, WeightTask } from './kernel-task';
import { LogitData } from './logit-data';
import type { Slot } from './run';
import { UnsuitedData } from './unsuited-data';

/** The columns are in the order of `kernelSources`. */
export interface KernelSlot extends Slot {
  readonly logits: LogitData;
  readonly targets: CodedData;
  readonly weights: readonly WeightData[];
}

/** Masks, and weights of zeros and ones. */
interface WeightData {
  readonly data: CodedData;
  readonly isMask: boolean;
  /** Address of a code for each logit; that of `data` where it has one for each. */
  readonly spread: number;
}

const ZERO_OR_ONE: CodeRules = { ignored: null, classes: 0 };

/** Two sets of buffers: one is filled while the other is worked on. */
export function slotsFor(
  kernel: KernelInstance,
  task: KernelTask,
  mostRows: number,
  rules: CodeRules,
): KernelSlot[] {
  const { channels, targetsPerRow, softmax } = task;
  const weightData = ({ type, perRow, isMask }: WeightTask): WeightData => {
    const data = new CodedData(kernel, type, mostRows, perRow, ZERO_OR_ONE);
    const isSpread = softmax === null && perRow < channels;
    return { data, isMask, spread: isSpread ? kernel.reserve(mostRows * channels) : data.codes };
  };
  return Array.from({ length: 2 }, () => {
    const logits = new LogitData(kernel, task.logits, mostRows, channels, task.input, softmax !== null);
    const targets = new CodedData(kernel, task.targets, mostRows, targetsPerRow, rules);
    const weights = task.weights.map(weightData);
    return { logits, targets, weights, columns: [logits, targets, ...weights.map(({ data }) => data)] };
  });
}

/**
 * Takes the elements of a sigmoid that have no weight out: their codes become those of ignored ones.
 * @param codes of the elements, one byte each
 * @param logits address of float32
 * @returns how many of them are positives
 * @throws UnsuitedData for a weight that is neither zero nor one
 */
export function foldWeights(
  { exports }: KernelInstance,
  { weights, logits: { channels } }: KernelSlot,
  codes: number,
  logits: number,
  rows: number,
): number {
  return sumOf(weights, ({ data, isMask, spread }) => {
    data.decode(rows);
    if (spread !== data.codes) exports.spreadRows(data.codes, spread, rows, channels);
    return exports.foldWeights(spread, isMask, codes, logits, rows * channels);
  });
}

/**
 * The same for rows of a softmax.
 * @param classes address of the class of each row
 * @param background the class whose rows are negatives, or −1
 */
export function foldRowWeights(
  { exports }: KernelInstance,
  { weights, logits: { channels } }: KernelSlot,
  classes: number,
  logits: number,
  rows: number,
  background: number,
): number {
  return sumOf(weights, ({ data, isMask }) => {
    data.decode(rows);
    const { codes, perRow } = data;
    return exports.foldRowWeights(codes, isMask, perRow, classes, logits, rows, channels, background);
  });
}

function sumOf(weights: readonly WeightData[], fold: (weight: WeightData) => number): number {
  let sum = 0;
  for (const weight of weights) {
    const positives = fold(weight);
    if (positives < 0) throw new UnsuitedData('A weight is neither zero nor one.');
    sum += positives;
  }
  return sum;
}
