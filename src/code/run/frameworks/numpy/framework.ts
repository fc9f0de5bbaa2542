import { raise } from '../../language/exceptions';
import { DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import {
  type ArrayFramework,
  ArrayValue,
  BoundMethod,
  Builtin,
  ListValue,
  type Machine,
  PropertyValue,
  TupleValue,
  type Value,
} from '../../language/values';
import { isFloating } from '../../tensor/dtype';
import { cast, mapped } from '../../tensor/elementwise';
import { refuse } from '../../tensor/failure';
import { logicalNot, negative } from '../../tensor/functions';
import { indexed, type OutsideIndex, withReplaced } from '../../tensor/indexing';
import { narrowed, permuted, reshaped } from '../../tensor/layout';
import { matrixProduct } from '../../tensor/matrix';
import { sameShape } from '../../tensor/shapes';
import { detached, type Tensor } from '../../tensor/tensor';
import { entriesOf } from '../shared/index-entries';
import { observedCombination, observePower } from '../shared/observed';
import { ARITHMETIC, BITWISE, COMPARISONS } from '../shared/operators';
import { overwrite, partialView } from '../shared/sharing';
import { asNumbers, commonType, type Defaults, operandOf, quotientType } from './promotion';

/** The differences between the arrays of a library and NumPy's. */
interface ArrayKind {
  readonly name: 'numpy' | 'jax' | 'tensorflow' | 'paddle';
  readonly typeName: string;
  /** False for arrays that never change, as JAX's and TensorFlow's. */
  readonly isMutable: boolean;
  readonly outside: OutsideIndex;
}

/** A library with NumPy's interface: its framework and its defaults. */
export interface NumpyLike {
  readonly framework: ArrayFramework;
  readonly defaults: Defaults;
}

/** @param own what the arrays do in another way, beside the usual one */
export function numpyLike(
  { name, typeName, isMutable, outside }: ArrayKind,
  defaults: Defaults,
  own: (usual: ArrayFramework) => Partial<ArrayFramework> = () => ({}),
): NumpyLike {
  const wrap = (tensor: Tensor, machine: Machine, place: Place): ArrayValue => {
    machine.budget.make(tensor.size, place);
    return new ArrayValue(machine.isWithoutGradient ? detached(tensor) : tensor, framework);
  };
  const refuseChange = (place: Place): never =>
    raise('TypeError', `'${typeName}' object does not support item assignment`, place);

  const usual: ArrayFramework = {
    name,
    typeName,

    binary(operator, left, right, machine, place) {
      if ((left === null || right === null) && (operator === '==' || operator === '!=')) {
        return operator === '!=';
      }
      return wrap(arrayBinary(operator, left, right, defaults, machine, place), machine, place);
    },

    unary(operator, operand, machine, place) {
      const { tensor } = operand;
      if (operator === '+') {
        return operand;
      }
      if (operator === '~') {
        return tensor.dtype === 'bool'
          ? wrap(mapped(tensor, 'bool', logicalNot), machine, place)
          : raise('TypeError', "ufunc 'invert' not supported for the input types", place);
      }
      return tensor.dtype === 'bool'
        ? raise('TypeError', 'The numpy boolean negative, the `-` operator, is not supported', place)
        : wrap(mapped(tensor, tensor.dtype, negative), machine, place);
    },

    inPlace(operator, target, value, machine, place) {
      const result = arrayBinary(operator, target, value, defaults, machine, place);
      if (!isMutable || target.tensor.rank === 0) {
        return wrap(result, machine, place);
      }
      if (isFloating(result.dtype) && !isFloating(target.tensor.dtype)) {
        raise('TypeError', `Cannot cast ufunc output from ${result.dtype} to ${target.tensor.dtype}`, place);
      }
      if (!sameShape(result.shape, target.tensor.shape)) {
        raise('ValueError', 'non-broadcastable output operand', place);
      }
      overwrite(target, cast(result, target.tensor.dtype), place);
      return target;
    },

    attribute(array, attribute, machine, place) {
      const known = machine.library(`${name}.ndarray.${attribute}`);
      return known instanceof PropertyValue
        ? machine.call(known.getter, { positional: [array], keywords: new Map() }, place)
        : (propertyOf(array, attribute) ?? methodOf(array, known));
    },

    setAttribute(_array, attribute, _value, _machine, place) {
      throw new NotUnderstood({ kind: 'attribute', name: attribute, of: typeName }, place);
    },

    subscript(array, index, machine, place) {
      if (name === 'jax' && index instanceof ListValue) {
        raise('TypeError', 'an array cannot be indexed by a list', place);
      }
      // TensorFlow takes a list for the entries of several axes.
      const isList = name === 'tensorflow' && index instanceof ListValue;
      const entries = entriesOf(isList ? new TupleValue(index.items) : index, place);
      if (
        name === 'tensorflow' &&
        entries.some((entry) => entry.kind === 'tensor' && entry.tensor.dtype !== 'bool')
      ) {
        raise('TypeError', 'Only integers, slices and ellipsis are valid indices', place);
      }
      const picked = indexed(array.tensor, entries, outside);
      machine.budget.make(picked.size, place);
      const isCopy = entries.some(({ kind }) => kind === 'tensor') || !isMutable;
      return isCopy
        ? new ArrayValue(picked, framework)
        : partialView(array, picked, (whole) => indexed(whole, entries, outside));
    },

    setSubscript(array, index, value, machine, place) {
      if (!isMutable) {
        refuseChange(place);
      }
      const values = cast(operandOf(value, defaults, machine, place).tensor, array.tensor.dtype);
      overwrite(array, withReplaced(array.tensor, entriesOf(index, place), values), place);
    },

    truth({ tensor }, _, place) {
      return tensor.size === 1
        ? tensor.at(0) !== 0
        : raise('ValueError', 'The truth value of an array with more than one element is ambiguous.', place);
    },

    items(array, machine, place) {
      const { tensor } = array;
      const length = tensor.shape[0];
      if (length === undefined) {
        return raise('TypeError', 'iteration over a 0-d array', place);
      }
      machine.budget.make(tensor.size, place);
      return Array.from({ length }, (_, at) => {
        const show = (whole: Tensor): Tensor => reshaped(narrowed(whole, 0, at, 1), whole.shape.slice(1));
        return partialView(array, show(tensor), show);
      });
    },
  };
  const framework = { ...usual, ...own(usual) };
  return { framework, defaults };
}

/** `left operator right`. @throws Raised what NumPy raises */
export function arrayBinary(
  operator: string,
  left: Value,
  right: Value,
  defaults: Defaults,
  machine: Machine,
  place: Place,
): Tensor {
  const [first, second] = [
    operandOf(left, defaults, machine, place),
    operandOf(right, defaults, machine, place),
  ];
  if (operator === '@') {
    if (defaults.isStrict && Math.min(first.tensor.rank, second.tensor.rank) < 2) {
      refuse('shape', 'a matrix product needs at least two dimensions');
    }
    const dtype = commonType([first, second], defaults);
    const [x, y] = [cast(first.tensor, dtype), cast(second.tensor, dtype)];
    return matrixProduct(asNumbers(x, defaults), y);
  }
  const common = commonType([first, second], defaults);
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
      ? raise('TypeError', `ufunc 'bitwise ${operator}' not supported for the input types`, place)
      : observedCombination(first.tensor, second.tensor, common, bits, machine, place);
  }
  const operation = ARITHMETIC[operator];
  if (!operation) {
    throw new NotUnderstood({ kind: 'operation', what: operator }, place);
  }
  if (common === 'bool' && (operator === '-' || !defaults.isLenient)) {
    raise('TypeError', `the ${operator} operator on booleans is not supported`, place);
  }
  const isNegativePower = operator === '**' && !isFloating(common) && second.tensor.data.some((y) => y < 0);
  if (isNegativePower && (defaults.integersWiden || defaults.isStrict)) {
    raise('ValueError', 'Integers to negative integer powers are not allowed.', place);
  }
  if (operator === '**') {
    observePower(first.tensor, machine, place);
  }
  const dtype = operator === '/' ? quotientType(common, defaults) : common;
  return observedCombination(
    cast(first.tensor, dtype),
    cast(second.tensor, dtype),
    dtype,
    operation,
    machine,
    place,
  );
}

function propertyOf(array: ArrayValue, name: string): Value | undefined {
  const { tensor } = array;
  switch (name) {
    case 'shape':
      return new TupleValue(tensor.shape.map((length) => BigInt(length)));
    case 'dtype':
      return new DTypeValue(tensor.dtype, array.framework.name);
    case 'ndim':
      return BigInt(tensor.rank);
    case 'size':
      return BigInt(tensor.size);
    case 'T':
      return partialView(array, permuted(tensor, tensor.shape.map((_, axis) => axis).reverse()));
    default:
      return undefined;
  }
}

function methodOf(array: ArrayValue, method: Value | undefined): Value | undefined {
  return method instanceof Builtin ? new BoundMethod(array, method) : undefined;
}
