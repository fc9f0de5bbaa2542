import type { Place } from '../../language/program';
import type { Machine } from '../../language/values';
import type { DType } from '../../tensor/dtype';
import { type BinaryFunction, combined } from '../../tensor/elementwise';
import { sizeOf } from '../../tensor/shapes';
import type { Tensor } from '../../tensor/tensor';

/** Combines two tensors and reports a result that is larger than both. */
export function observedCombination(
  x: Tensor,
  y: Tensor,
  dtype: DType,
  operation: BinaryFunction,
  machine: Machine,
  place: Place,
): Tensor {
  const result = combined(x, y, dtype, operation);
  const size = sizeOf(result.shape);
  if (x.size > 1 && y.size > 1 && size > x.size && size > y.size) {
    machine.report({ kind: 'broadcastGrew', one: x.shape, other: y.shape, shape: result.shape }, place);
  }
  return result;
}

/** Reports that a power or exponential is taken of what was summed over the batch. */
export function observePower(base: Tensor, machine: Machine, place: Place): void {
  if (base.isReduced) {
    machine.report({ kind: 'reducedBeforePower' }, place);
  }
}
