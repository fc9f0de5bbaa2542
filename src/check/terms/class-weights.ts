import type { Layout } from '../input/layout';
import { ParameterError } from '../input/parameter-error';
import type { Interpretation, Parameters } from '../report/report';

/** α of each channel, for positives and for negatives (a softmax has no negatives of a class). */
export interface ClassWeights {
  readonly positive: Float64Array;
  readonly negative: Float64Array;
}

/**
 * α as a weight for every class. Sigmoid: α for positives, 1 − α for negatives (Lin et al. 2017, eq. 3). A list gives one
 * α per channel, or [negative, positive] for a single channel. Softmax: a list gives one weight per class, and one number
 * weights every class alike, as in Keras' CategoricalFocalCrossentropy.
 * @throws ParameterError when a list has another length.
 */
export function classWeights(
  alpha: Parameters['alpha'],
  link: Interpretation['link'],
  { channels }: Pick<Layout, 'channels'>,
): ClassWeights {
  const weights = (value: number) => new Float64Array(channels).fill(value);
  if (alpha === null) {
    return { positive: weights(1), negative: weights(1) };
  }
  if (typeof alpha === 'number') {
    return { positive: weights(alpha), negative: weights(link === 'sigmoid' ? 1 - alpha : 0) };
  }
  const [first, second] = alpha;
  if (
    link === 'sigmoid' &&
    channels === 1 &&
    alpha.length === 2 &&
    first !== undefined &&
    second !== undefined
  ) {
    return { positive: weights(second), negative: weights(first) };
  }
  if (alpha.length !== channels) {
    throw new ParameterError({ id: 'weights-misfit', facts: { weights: alpha.length, channels } });
  }
  return {
    positive: Float64Array.from(alpha),
    negative: Float64Array.from(alpha, (weight) => (link === 'sigmoid' ? 1 - weight : 0)),
  };
}
