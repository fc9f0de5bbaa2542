import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { ArrayValue, type Machine, TupleValue, type Value } from '../../language/values';
import { cast } from '../../tensor/elementwise';
import { sameShape } from '../../tensor/shapes';
import { resultOf, type Tensor, tensorOf } from '../../tensor/tensor';

/**
 * The result of a function whose gradient the program computes.
 *
 * @param result what the function returns, without a gradient
 * @param given the arguments; the tensors among them get a gradient
 * @param backward takes the gradient of the result, and returns one gradient an argument: a tuple, or the only one
 * @throws NotUnderstood if a gradient has another shape than its tensor
 */
export function withOwnGradient(
  result: ArrayValue,
  given: readonly Value[],
  backward: (seed: ArrayValue) => Value,
  machine: Machine,
  place: Place,
): ArrayValue {
  const inputs = given.flatMap((value) => (value instanceof ArrayValue ? [value.tensor] : []));
  const gradientsOf = (gradient: Float64Array): (Float64Array | null)[] => {
    const seed = new ArrayValue(
      tensorOf(result.tensor.shape, gradient, result.tensor.dtype),
      result.framework,
    );
    const returned = machine.withoutGradient(() => backward(seed));
    const gradients = returned instanceof TupleValue ? returned.items : [returned];
    return given.flatMap((value, at) =>
      value instanceof ArrayValue ? [gradientFor(value.tensor, gradients[at] ?? null, place)] : [],
    );
  };
  const { shape, dtype, data } = result.tensor;
  // A tensor that is returned as it was given would otherwise be its own input.
  const tensor = resultOf(shape, dtype, data.slice(), machine.isWithoutGradient ? [] : inputs, gradientsOf, {
    saved: [],
    reduces: shape.length === 0,
  });
  return new ArrayValue(tensor, result.framework, result.device);
}

/** The gradient that the program returns for an input. */
function gradientFor(tensor: Tensor, part: Value, place: Place): Float64Array | null {
  if (part === null || !(part instanceof ArrayValue)) {
    return null;
  }
  if (!sameShape(part.tensor.shape, tensor.shape)) {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  return cast(part.tensor, tensor.dtype).data.slice();
}
