import type { Variant } from '../../loss/variants/variant';
import { VARIANTS } from '../../loss/variants/variants';
import type { ElementQuantity } from './candidate';
import { FORMULAS, OF_SOFTMAX } from './formulas';
import type { GivenElements, TriedLoss } from './given-elements';
import type { LossData } from './loss-data';

const ALPHAS = [0.25, 0.5, 0.75];
const COST_WITHOUT_ALPHA = 0.3;
const COST_OF_ALPHA = 0.9;
/** The cost of a variant that is a focal loss with other weights of the sides. */
const COST_OF_WEIGHTS = 0.7;
/** A variant that is the focal loss where the data give no weights. */
const WITHOUT_WEIGHTS = 'focalWithoutWeight';
/** The variants of a softmax, beside those whose formulas are of x_t. */
const OTHERS_OF_SOFTMAX: readonly string[] = [
  'focalWithoutAlpha',
  'crossEntropy',
  'alphaBalancedCrossEntropy',
  'detached-modulation',
];

/** Variants of weights alone: without α they are the focal loss or the cross-entropy. */
const OF_WEIGHTS = /^(focal|alphaBalancedCrossEntropy|alpha-.*)$/;

/** Every variant with every γ and α; of those whose losses, or gradients, are the same the most usual one. */
export function triedVariants(
  { link, alpha: own, gammas }: LossData,
  quantity: ElementQuantity,
): TriedLoss[] {
  const variants: readonly Variant[] = VARIANTS;
  const all = variants
    .filter(({ id }) =>
      link === 'sigmoid' ? id !== WITHOUT_WEIGHTS : OF_SOFTMAX.test(id) || OTHERS_OF_SOFTMAX.includes(id),
    )
    .flatMap((variant) =>
      gammas.flatMap(({ gamma, cost }) =>
        alphasOf(variant, own).map((alpha) => ({
          ...{ id: variant.id, gamma, alpha, quantity },
          role:
            alpha === null
              ? ('off' as const)
              : link === 'softmax'
                ? ('everyClass' as const)
                : variant.alphaRole,
          cost: costOfVariant(variant.id) + cost + costOfAlpha(alpha, own),
          valuesOf: ({ logits, targets }: Pick<GivenElements, 'logits' | 'targets'>) =>
            logits.map((logit, at) => variant[quantity](logit, targets[at] ?? 0, { alpha, gamma })),
        })),
      ),
    )
    .toSorted((one, other) => one.cost - other.cost);
  const seen = new Map(all.toReversed().map((one) => [one.valuesOf(PROBES).map(printed).join(), one]));
  return [...seen.values()];
}

function alphasOf({ id, alphaRole }: Variant, own: number | null): (number | null)[] {
  const off = OF_WEIGHTS.test(id) ? [] : [null];
  return alphaRole === 'off' ? [null] : [...new Set([...(own === null ? [] : [own]), ...ALPHAS, ...off])];
}

function costOfAlpha(alpha: number | null, own: number | null): number {
  return alpha === own ? 0 : alpha === null ? COST_WITHOUT_ALPHA : COST_OF_ALPHA;
}

function costOfVariant(id: string): number {
  return FORMULAS.find(({ variant }) => variant.id === id)?.cost ?? COST_OF_WEIGHTS;
}

/** Logits and targets at which variants that differ show it. */
const PROBES = {
  logits: Float64Array.of(-18.5, -2.3, 0.4, 17.2, 1.9, -0.7),
  targets: Float64Array.of(1, 1, 1, 0, 0, 0),
};

function printed(value: number): number {
  return Number(value.toPrecision(12));
}
