import { logSumExp } from '../../loss/softmax';
import type { ElementQuantity, WeightsRole } from './candidate';
import type { Rows } from './rows';

/** Elements of a sigmoid, or rows of a softmax with their x_t and the target 1, beside the values that are given of them. */
export interface GivenElements {
  readonly logits: Float64Array;
  readonly targets: Float64Array;
  readonly values: Float64Array;
  /** The target class of each row of a softmax; 0 of a sigmoid. */
  readonly classes: Int32Array;
  /** −log p of every class of a row of a softmax. */
  readonly logsOf: (at: number) => Float64Array;
}

/** A loss with its parameters, whose losses or gradients of single elements are set beside the given values. */
export interface TriedLoss {
  readonly id: string;
  readonly gamma: number;
  readonly alpha: number | null;
  readonly role: WeightsRole;
  readonly quantity: ElementQuantity;
  /** How unusual it is; see `Candidate.cost`. */
  readonly cost: number;
  readonly valuesOf: (elements: GivenElements) => Float64Array;
}

/** The elements that have a finite value; at most so many of them, in equal distances. */
export function givenElements(rows: Rows, values: Float64Array, most: number): GivenElements {
  const finite = [...values.keys()].filter((at) => Number.isFinite(values[at]));
  const step = Math.max(1, finite.length / most);
  const kept = Array.from(
    { length: Math.min(most, finite.length) },
    (_, at) => finite[Math.floor(at * step)] ?? 0,
  );
  const taken = (array: ArrayLike<number>) => Float64Array.from(kept, (at) => array[at] ?? Number.NaN);
  if (rows.link === 'sigmoid') {
    return {
      ...{ logits: taken(rows.logits), targets: taken(rows.targets), values: taken(values) },
      ...{ classes: new Int32Array(kept.length), logsOf: () => new Float64Array(0) },
    };
  }
  const ofRow = (row: number) => rows.logits.subarray(row * rows.channelCount, (row + 1) * rows.channelCount);
  return {
    logits: Float64Array.from(kept, (row) => {
      const target = rows.targets[row] ?? 0;
      return (ofRow(row)[target] ?? Number.NaN) - logSumExp(ofRow(row).filter((_, at) => at !== target));
    }),
    targets: new Float64Array(kept.length).fill(1),
    values: taken(values),
    classes: Int32Array.from(kept, (row) => rows.targets[row] ?? 0),
    logsOf: (at) => {
      const logits = ofRow(kept[at] ?? 0);
      const whole = logSumExp(logits);
      return logits.map((logit) => whole - logit);
    },
  };
}
