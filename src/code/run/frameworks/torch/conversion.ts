import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { isNumber, typeName } from '../../language/python/keys';
import { type ArrayFramework, ArrayValue, type Machine, type Value } from '../../language/values';
import { categoryOf, type DType, isLower, promoted } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { detached, scalarOf, type Tensor } from '../../tensor/tensor';

/** The type of floats that no other type says otherwise. */
export const DEFAULT_FLOAT: DType = 'float32';

/** An operand of an operator: a tensor, or a number, which gives way to tensors. */
export interface Operand {
  readonly tensor: Tensor;
  /** Numbers give way to tensors without dimensions, and those to tensors with dimensions. */
  readonly priority: 'number' | 'scalar' | 'tensor';
}

/** @throws Raised a TypeError for what is neither a tensor nor a number */
export function operandOf(value: Value, place: Place): Operand {
  if (value instanceof ArrayValue) {
    if (value.framework.name === 'numpy') {
      if (value.tensor.rank > 0) {
        throw new NotUnderstood({ kind: 'mixedArrays' }, place);
      }
      return { tensor: value.tensor, priority: 'number' };
    }
    return { tensor: value.tensor, priority: value.tensor.rank === 0 ? 'scalar' : 'tensor' };
  }
  if (isNumber(value)) {
    const dtype = typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'int64' : 'float64';
    return { tensor: scalarOf(Number(value), dtype), priority: 'number' };
  }
  return raise('TypeError', `unsupported operand type(s): 'Tensor' and '${typeName(value)}'`, place);
}

/** The type in which operands are combined: torch.result_type. */
export function resultType(operands: readonly Operand[]): DType {
  let result: DType | null = null;
  for (const priority of ['tensor', 'scalar', 'number'] as const) {
    for (const operand of operands) {
      if (operand.priority === priority) {
        const own: DType =
          priority === 'number' && operand.tensor.dtype === 'float64' ? DEFAULT_FLOAT : operand.tensor.dtype;
        result = result === null ? own : withLower(result, own, priority, operands);
      }
    }
  }
  return result ?? DEFAULT_FLOAT;
}

/** Operands of one priority are promoted; one of a lower priority counts only if its category is higher. */
function withLower(
  result: DType,
  own: DType,
  priority: Operand['priority'],
  operands: readonly Operand[],
): DType {
  const isSamePriority = !operands.some((other) => rank(other.priority) > rank(priority));
  if (isSamePriority) {
    return promoted(result, own, false);
  }
  return isLower(categoryOf(result), categoryOf(own)) ? own : result;
}

function rank(priority: Operand['priority']): number {
  return ['number', 'scalar', 'tensor'].indexOf(priority);
}

/** An integer type becomes the default float type: what `exp`, `mean` of weights and a quotient do. */
export function asFloat(tensor: Tensor): Tensor {
  return categoryOf(tensor.dtype) === 'float' ? tensor : cast(tensor, DEFAULT_FLOAT);
}

/** A tensor as an object of the program; without its history where no gradient is recorded. */
export function wrapped(
  tensor: Tensor,
  framework: ArrayFramework,
  machine: Machine,
  place: Place,
  device = 'cpu',
): ArrayValue {
  machine.budget.make(tensor.size, place);
  return new ArrayValue(
    machine.isWithoutGradient && tensor.hasGradient ? detached(tensor) : tensor,
    framework,
    device,
  );
}
