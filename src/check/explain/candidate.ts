import type { ReductionId } from './reductions';

/** A loss that a program may have computed, and the number that it gives on the data. */
export interface Candidate {
  /** The convention or the mistake: the id of a variant, or of a kind of candidates. */
  readonly id: string;
  readonly gamma: number;
  readonly weights: SideWeights;
  readonly reduction: ReductionId;
  /** Examples in a batch, where the reduction is by batches. */
  readonly batch: number | null;
  /** A factor that multiplies the reduced loss; null if there is none. */
  readonly factor: Factor | null;
  readonly value: number;
  /**
   * How unusual it is: about minus the decimal logarithm of its share in public code. Every deviation from the focal loss with
   * the given parameters adds its own.
   */
  readonly cost: number;
}

/** The weights of the two sides, and what they come from. */
export interface SideWeights {
  readonly role: WeightsRole;
  /** α; null where there is none, or several. */
  readonly alpha: number | null;
  readonly positive: number;
  readonly negative: number;
  readonly cost: number;
}

/** The role of α, as `AlphaRole` of the variants has it, α_t applied twice, or weights that follow from the counts of the classes. */
export const WEIGHTS_ROLES = [
  'positives',
  'classZero',
  'foreground',
  'everyClass',
  'perClass',
  'positivesOnly',
  'negativesOnly',
  'positivesTwice',
  'off',
  'inverseFrequency',
  'positiveWeight',
  'effectiveNumber0.9',
  'effectiveNumber0.99',
  'effectiveNumber0.999',
  'effectiveNumber0.9999',
] as const;

export type WeightsRole = (typeof WEIGHTS_ROLES)[number];

/** The origin of a factor. */
export const FACTOR_IDS = ['sign', 'number', 'classes', 'oneOverClasses'] as const;

/** A number by which a loss is multiplied. */
export interface Factor {
  readonly id: (typeof FACTOR_IDS)[number];
  readonly value: number;
}

/** The quantities that an array may hold, one an element. */
export const ELEMENT_QUANTITIES = ['loss', 'gradient'] as const;

export type ElementQuantity = (typeof ELEMENT_QUANTITIES)[number];
