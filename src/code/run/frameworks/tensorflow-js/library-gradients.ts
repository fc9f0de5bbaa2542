import { roundingOf } from '../../tensor/dtype';
import { GradientFailure } from '../../tensor/failure';
import { sameShape } from '../../tensor/shapes';
import { resultOf, type Tensor } from '../../tensor/tensor';

/** Operations whose gradient the library does not sum over the axes that a broadcast stretched: it refuses it there. */
const WITHOUT_BROADCAST = new Set(['maximum', 'minimum', 'squaredDifference']);

/** A result with the gradient as the library takes it where that is more than a function of each element. */
export function withLibraryGradient(name: string, result: Tensor, x: Tensor, y: Tensor): Tensor {
  const { history, shape, data } = result;
  const inputs = [x, y];
  if (!history) {
    return result;
  }
  if (
    WITHOUT_BROADCAST.has(name) &&
    inputs.some((input) => input.hasGradient && !sameShape(input.shape, shape))
  ) {
    return resultOf(shape, 'float32', data, inputs, () => {
      throw new GradientFailure(
        `Error in gradient for op ${name}. The gradient of an input has shape '${shape}', which does not match the shape of the input`,
      );
    });
  }
  return name === 'div'
    ? resultOf(shape, 'float32', data, inputs, (gradient) => {
        const [first = null, second = null] = history.backward(gradient);
        const round = roundingOf('float32');
        return [first, second?.map((slope, at) => -slope / round(y.at(at) * y.at(at))) ?? null];
      })
    : result;
}
