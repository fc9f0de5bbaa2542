import { complement } from '../../format/complement';
import { focalLoss } from '../../loss/binary';
import type { FingerprintFacts } from '../../messages/en/fingerprints';
import { LOWEST_LOG } from '../../numerics/limited-logit';
import type { PrintedValue } from './printed-value';

/** A number that losses have whatever the data are, and what it tells. */
export type Fingerprint = FingerprintFacts & { readonly value: number };

/** The most usual one first: of equal numbers, such as ln 2 / 4 with γ = 2 and with α = 0.25 alone, it is named first. */
const GAMMAS = [2, 0, 1, 1.5, 3, 5, 0.5];
const ALPHAS = [0.25, 0.5, 0.75];
const CLAMPS = ['1e-4', '1e-5', '1e-6', '1e-7', '1e-8', '1e-10', '1e-12'];
const CLASSES = Array.from({ length: 1000 }, (_, at) => at + 2);
/** Classes of usual data sets, for losses that have another parameter as well. */
const USUAL_CLASSES = [2, 3, 4, 5, 10, 19, 20, 21, 80, 81, 91, 100, 1000];
const PRIOR = 0.01;
const SMALLEST_NORMAL = 2 ** -126;
const SMALLEST_SUBNORMAL = 2 ** -149;
/** The distance of the largest float32 below 1. */
const BELOW_ONE = 2 ** -24;
const LARGEST = (2 - 2 ** -23) * 2 ** 127;

/** Fewer digits fit too many of the numbers. */
const LEAST_DIGITS = 3;
const ROUNDING = 4e-7;

/** The α and γ of the printed loss, where they are known. */
export interface FingerprintContext {
  /** Between 0 and 1. */
  readonly alpha?: number;
  /** At least 0. */
  readonly gamma?: number;
}

/** All numbers by which a loss is recognised, those with the known α and γ first. */
function fingerprints({ alpha, gamma: given }: FingerprintContext): Fingerprint[] {
  const gammas = [...new Set([...(given === undefined ? [] : [given]), ...GAMMAS])];
  const known = alpha === undefined ? [] : [{ ofPositives: alpha, ofNegatives: complement(alpha) }];
  const weightsOfHalf = known.flatMap(({ ofPositives, ofNegatives }) => [ofPositives, ofNegatives]);
  return [
    ...gammas.flatMap((gamma): Fingerprint[] => {
      const half = focalLoss(0, 1, { alpha: null, gamma });
      return [
        { id: 'one-half', gamma, alpha: null, value: half },
        ...[...new Set([...weightsOfHalf, ...ALPHAS])].map((weight) => ({
          ...{ id: 'one-half' as const, gamma, alpha: weight },
          value: weight * half,
        })),
        ...USUAL_CLASSES.slice(1).flatMap((classes) =>
          [null, ...known.map(({ ofPositives }) => ofPositives)].map((weight) => ({
            ...{ id: 'equal-classes' as const, gamma, classes, alpha: weight },
            value: (weight ?? 1) * (1 - 1 / classes) ** gamma * Math.log(classes),
          })),
        ),
        ...[{ ofPositives: null, ofNegatives: null }, ...known].flatMap(({ ofPositives, ofNegatives }) =>
          ([1, 0] as const).map((target) => ({
            ...{ id: 'prior' as const, gamma, isPositive: target === 1 },
            alpha: target === 1 ? ofPositives : ofNegatives,
            value: focalLoss(Math.log(PRIOR / (1 - PRIOR)), target, { alpha: ofPositives, gamma }),
          })),
        ),
      ];
    }),
    ...CLASSES.filter((classes) => !USUAL_CLASSES.includes(classes)).map((classes) => ({
      ...{ id: 'equal-classes' as const, gamma: 0, classes, alpha: null },
      value: Math.log(classes),
    })),
    ...CLAMPS.map((limit) => ({ id: 'clamp' as const, limit, value: -Math.log(Number(limit)) })),
    { id: 'below-one', value: -Math.log(2 * BELOW_ONE) },
    { id: 'below-one', value: -Math.log(BELOW_ONE) },
    { id: 'smallest', isNormal: true, value: -Math.log(SMALLEST_NORMAL) },
    { id: 'smallest', isNormal: false, value: -Math.log(SMALLEST_SUBNORMAL) },
    { id: 'largest', value: Math.log(LARGEST) },
    { id: 'limit-of-torch', value: -LOWEST_LOG },
    { id: 'two-sigmoids', value: Math.log1p(Math.exp(-1)) },
    ...USUAL_CLASSES.map((classes) => ({
      ...{ id: 'two-softmaxes' as const, classes },
      value: Math.log1p((classes - 1) * Math.exp(-1)),
    })),
  ];
}

/**
 * Recognises a loss value without its data.
 * @param context α and γ of the loss, as far as they are known
 * @returns the fingerprints that agree with all its digits, the nearest first
 */
export function fingerprintsOf(
  { value, digits, halfUnit }: PrintedValue,
  context: FingerprintContext = {},
): Fingerprint[] {
  if (value < 0) {
    return [{ id: 'negative', value }];
  }
  const apart = (one: Fingerprint) => Math.abs(one.value - value);
  return digits < LEAST_DIGITS
    ? []
    : fingerprints(context)
        .filter((one) => apart(one) <= halfUnit + ROUNDING * value)
        .sort((one, other) => apart(one) - apart(other));
}
