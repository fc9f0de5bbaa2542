import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import type { Machine, Value } from '../../language/values';
import { type DType, isFloating } from '../../tensor/dtype';
import { type BinaryFunction, cast, mapped } from '../../tensor/elementwise';
import { power } from '../../tensor/functions';
import { matrixProduct } from '../../tensor/matrix';
import type { Tensor } from '../../tensor/tensor';
import { observedCombination, observePower } from '../shared/observed';
import { ARITHMETIC, BITWISE, COMPARISONS } from '../shared/operators';
import { DEFAULT_FLOAT, type Operand, operandOf, resultType } from './conversion';

/** `left operator right`, where at least one operand is a tensor. @throws Raised what PyTorch raises */
export function torchBinary(
  operator: string,
  left: Value,
  right: Value,
  machine: Machine,
  place: Place,
): Tensor | boolean {
  const isComparison = Object.hasOwn(COMPARISONS, operator);
  if (
    (left === null || right === null || typeof left === 'string' || typeof right === 'string') &&
    isComparison
  ) {
    // A tensor equals no None and no text.
    return operator === '==' || operator === '!='
      ? operator === '!='
      : raise('TypeError', `'${operator}' not supported between these instances`, place);
  }
  const operands = [operandOf(left, place), operandOf(right, place)] as const;
  const [first, second] = operands;
  if (operator === '@') {
    const [one, other] = [first.tensor.dtype, second.tensor.dtype];
    return one === other
      ? matrixProduct(first.tensor, second.tensor)
      : raise(
          'RuntimeError',
          `expected m1 and m2 to have the same dtype, but got: ${one} != ${other}`,
          place,
        );
  }
  const common = resultType(operands);
  const comparison = COMPARISONS[operator];
  if (comparison) {
    return observedCombination(
      cast(first.tensor, common),
      cast(second.tensor, common),
      'bool',
      comparison,
      machine,
      place,
    );
  }
  const bits = BITWISE[operator];
  if (bits) {
    return isFloating(common)
      ? raise('RuntimeError', `"bitwise ${operator}" not implemented for '${common}'`, place)
      : observedCombination(first.tensor, second.tensor, common, bits, machine, place);
  }
  const operation = ARITHMETIC[operator];
  if (!operation) {
    throw new NotUnderstood({ kind: 'operation', what: operator }, place);
  }
  return arithmetic(operator, operation, operands, common, machine, place);
}

function arithmetic(
  operator: string,
  operation: BinaryFunction,
  [first, second]: readonly [Operand, Operand],
  common: DType,
  machine: Machine,
  place: Place,
): Tensor {
  const isOfBooleans = [first, second].some(
    ({ tensor, priority }) => priority !== 'number' && tensor.dtype === 'bool',
  );
  if (operator === '-' && isOfBooleans && !machine.setsAside) {
    raise('RuntimeError', 'Subtraction, the `-` operator, with a bool tensor is not supported.', place);
  }
  const divides = operator === '%' || operator === '//';
  if (divides && !isFloating(common) && second.tensor.data.includes(0)) {
    raise('RuntimeError', 'ZeroDivisionError', place);
  }
  const ofNumbers = operator === '-' && common === 'bool' ? 'int64' : common;
  const dtype = operator === '/' && !isFloating(common) ? DEFAULT_FLOAT : ofNumbers;
  if (operator === '**') {
    observePower(first.tensor, machine, place);
    if (second.priority === 'number') {
      if (!isFloating(dtype) && second.tensor.at(0) < 0) {
        raise('RuntimeError', 'Integers to negative integer powers are not allowed.', place);
      }
      return mapped(cast(first.tensor, dtype), dtype, power(second.tensor.at(0)));
    }
  }
  return observedCombination(
    cast(first.tensor, dtype),
    cast(second.tensor, dtype),
    dtype,
    operation,
    machine,
    place,
  );
}
