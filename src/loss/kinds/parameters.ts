import type { KindParameter } from './kind';

/** α, the weight of the positives; 1 − α weighs the negatives. */
export const ALPHA: KindParameter<'alpha'> = {
  name: 'alpha',
  symbol: 'α',
  meaning: 'weightOfPositives',
  minimum: 0,
  maximum: 1,
  step: 0.01,
  initial: null,
};

/** γ, the exponent of the modulating factor. */
export const GAMMA: KindParameter<'gamma'> = {
  name: 'gamma',
  symbol: 'γ',
  meaning: 'focusing',
  minimum: 0,
  maximum: 10,
  step: 0.05,
  initial: 2,
};
