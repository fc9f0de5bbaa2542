import type { ParameterHint } from '../report/explanation';
import { modulatedSums, weighed } from './focal-sums';
import type { LossData } from './loss-data';
import type { ReductionId } from './reductions';

const REDUCTIONS: readonly ReductionId[] = ['mean', 'meanOverPositives'];
const LARGEST_GAMMA = 6;
/** Halvings of the interval of γ: the rest is below the four digits that are shown. */
const STEPS = 20;

/** Finds the α, and the γ, that would give a value. The other parameter stays as the report has it. */
export function fittedParameters(data: LossData, value: number): ParameterHint[] {
  return data.divisors
    .filter(({ id }) => REDUCTIONS.includes(id))
    .flatMap(({ id: reduction, divisor }) => {
      const alpha = fittedAlpha(data, value * divisor);
      const gamma = fittedGamma(data, value * divisor);
      return [
        ...(gamma === null ? [] : [{ parameter: 'gamma' as const, value: gamma, reduction }]),
        ...(alpha === null ? [] : [{ parameter: 'alpha' as const, value: alpha, reduction }]),
      ];
    });
}

/** α of a sum α P + (1 − α) N; null outside of (0, 1), and for a softmax, whose α is but a factor. */
function fittedAlpha({ link, gamma, elements }: LossData, sum: number): number | null {
  const { positive, negative } = modulatedSums(elements, gamma);
  const alpha = (sum - negative) / (positive - negative);
  return link === 'sigmoid' && alpha > 0 && alpha < 1 ? alpha : null;
}

/** γ between 0 and 6: the loss falls as γ grows. */
function fittedGamma({ link, alpha, alphas, elements }: LossData, sum: number): number | null {
  if (alphas !== null) {
    return null;
  }
  const weights =
    alpha === null
      ? { positive: 1, negative: 1 }
      : { positive: alpha, negative: link === 'softmax' ? alpha : 1 - alpha };
  const sumAt = (gamma: number) => weighed(modulatedSums(elements, gamma), weights);
  let [low, high] = [0, LARGEST_GAMMA];
  if (!(sumAt(low) > sum && sumAt(high) < sum)) {
    return null;
  }
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    [low, high] = sumAt(middle) > sum ? [middle, high] : [low, middle];
  }
  return (low + high) / 2;
}
