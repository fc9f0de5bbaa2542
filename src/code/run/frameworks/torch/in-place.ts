import { raise } from '../../language/exceptions';
import type { Place } from '../../language/program';
import { ArrayValue, type Machine } from '../../language/values';
import { categoryOf, isLower } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { listText, sameShape } from '../../tensor/shapes';
import { detached, Tensor } from '../../tensor/tensor';
import { overwrite } from '../shared/sharing';

/**
 * Gives the object the result of an operation on it, as `add_`, `+=` and `x[…] =` do.
 *
 * @throws Raised if the result has another shape or a higher category, or the object is a leaf whose gradient is wanted
 */
export function torchOverwrite(
  array: ArrayValue,
  result: Tensor,
  machine: Machine,
  place: Place,
): ArrayValue {
  const { tensor } = array;
  if (!sameShape(tensor.shape, result.shape)) {
    raise(
      'RuntimeError',
      `output with shape ${listText(tensor.shape)} doesn't match the broadcast shape ${listText(result.shape)}`,
      place,
    );
  }
  if (isLower(categoryOf(tensor.dtype), categoryOf(result.dtype))) {
    raise(
      'RuntimeError',
      `result type ${result.dtype} can't be cast to the desired output type ${tensor.dtype}`,
      place,
    );
  }
  if (tensor.history?.inputs.length === 0 && !machine.isWithoutGradient) {
    raise(
      'RuntimeError',
      'a leaf Variable that requires grad is being used in an in-place operation.',
      place,
    );
  }
  const next = cast(result, tensor.dtype);
  overwrite(array, machine.isWithoutGradient ? detached(next) : next, place);
  return array;
}

/**
 * The object with its present elements, for the operation that will overwrite it: that operation keeps a copy of what its
 * own gradient needs.
 */
export function originalOf(array: ArrayValue): ArrayValue {
  const { shape, dtype, data, hasGradient, isReduced } = array.tensor;
  const history = hasGradient
    ? { inputs: [array.tensor], saved: [], backward: (gradient: Float64Array) => [gradient] }
    : null;
  return new ArrayValue(new Tensor(shape, dtype, data, history, isReduced), array.framework, array.device);
}
