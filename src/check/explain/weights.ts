import { classBalancedAlpha } from '../../loss/class-balance';
import type { SideWeights, WeightsRole } from './candidate';
import type { LossCounts } from './reductions';

/** Values of α in public code. */
const USUAL_ALPHAS = [0.25, 0.5, 0.75];
const BETAS = [0.9, 0.99, 0.999, 0.9999] as const;

/** The data whose weights are tried. */
interface Weighed {
  readonly link: 'sigmoid' | 'softmax';
  /** α of the report if it is one number; null when it is off or a list. */
  readonly alpha: number | null;
  readonly counts: LossCounts;
}

/** The weights of positives and negatives that are tried; of equal pairs the most usual one. */
export function sideWeights({ link, alpha, counts }: Weighed): SideWeights[] {
  const given = alpha === null ? [] : [alpha];
  const alphas = [...given, ...USUAL_ALPHAS.filter((usual) => usual !== alpha)];
  const isGiven = (one: number) => one === alpha;
  const costOf = (one: number) => (isGiven(one) ? 0 : one === 0.25 ? 0.8 : 1);
  const off: SideWeights = {
    role: 'off',
    alpha: null,
    positive: 1,
    negative: 1,
    cost: alpha === null ? 0 : 0.3,
  };
  const all: SideWeights[] = [
    off,
    ...alphas.flatMap((one): SideWeights[] => {
      const cost = costOf(one);
      return [
        { role: 'positives', alpha: one, positive: one, negative: 1 - one, cost },
        { role: 'classZero', alpha: one, positive: 1 - one, negative: one, cost: cost + 0.7 },
        { role: 'everyClass', alpha: one, positive: one, negative: one, cost: cost + 0.6 },
        { role: 'positivesOnly', alpha: one, positive: one, negative: 1, cost: cost + 0.9 },
        { role: 'negativesOnly', alpha: one, positive: 1, negative: one, cost: cost + 1.1 },
        { role: 'positivesTwice', alpha: one, positive: one ** 2, negative: (1 - one) ** 2, cost: cost + 1 },
      ];
    }),
    ...weightsOfCounts(counts),
  ];
  const distinct = all
    .sort((one, other) => one.cost - other.cost)
    .filter((one, at, sorted) => sorted.findIndex((other) => isSame(one, other)) === at);
  return link === 'sigmoid' ? distinct : distinct.flatMap((weights) => ofSoftmax(weights, counts));
}

/** A softmax weighs all classes alike, or the foreground and the background. */
export function ofSoftmax(weights: SideWeights, { negatives }: LossCounts): SideWeights[] {
  switch (weights.role) {
    case 'positives':
      return negatives === 0 ? [] : [{ ...weights, role: 'foreground', cost: weights.cost + 0.2 }];
    case 'everyClass':
      return [{ ...weights, cost: weights.cost - 0.6 }];
    default:
      return negatives === 0 && weights.role !== 'off' ? [] : [weights];
  }
}

function weightsOfCounts({ positives, negatives }: LossCounts): SideWeights[] {
  if (positives < 1 || negatives < 1) {
    return [];
  }
  const all = positives + negatives;
  const of = (role: WeightsRole, positive: number, negative: number, cost: number): SideWeights => ({
    ...{ role, alpha: null, positive, negative, cost },
  });
  return [
    of('positiveWeight', negatives / positives, 1, 1.2),
    of('inverseFrequency', negatives / all, positives / all, 1.2),
    of('inverseFrequency', all / (2 * positives), all / (2 * negatives), 1.3),
    ...BETAS.map((beta) => {
      const [negative = 0, positive = 0] = classBalancedAlpha([negatives, positives], beta);
      return of(`effectiveNumber${beta}`, positive, negative, 1.4);
    }),
  ];
}

function isSame(one: SideWeights, other: SideWeights): boolean {
  return one.positive === other.positive && one.negative === other.negative;
}
