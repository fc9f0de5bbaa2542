import { alphaOfTarget } from '../binary';
import { clamped, logarithm, negative, oneMinus, power, scaled, times } from './dual';
import { mixed } from './terms';
import { fromFormula, USUAL_REDUCTIONS, type Variant } from './variant';

/** The distance that Keras keeps from 0 and 1. */
const EPSILON = 1e-7;

/** A focal loss that takes the logits for probabilities. */
export const logitsAsProbabilities = {
  id: 'probabilities-loss-on-logits',
  kind: 'mistake',
  ...fromFormula((x, target, { alpha, gamma }) => {
    const p = clamped(x, EPSILON, 1 - EPSILON);
    const rest = oneMinus(p);
    const crossEntropy = negative(mixed(target, logarithm(p), logarithm(rest)));
    const modulation = power(mixed(target, rest, p), gamma);
    return scaled(times(modulation, crossEntropy), alphaOfTarget(alpha, target));
  }),
  alphaRole: 'positives',
  gammaIsExponentOf: '1-p_t',
  expectedInput: 'probabilities',
  reductions: USUAL_REDUCTIONS,
  code: {
    keras: 'keras.losses.BinaryFocalCrossentropy(from_logits=False)(targets, logits)',
    pytorch: "ce = F.binary_cross_entropy(logits.clamp(1e-7, 1 - 1e-7), targets, reduction='none')",
  },
  mend: 'probabilities-loss-on-logits',
  source: 'keras.losses.BinaryFocalCrossentropy clips its probabilities to [1e-7, 1 − 1e-7]',
} as const satisfies Variant;
