import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import { typeName } from '../../language/python/keys';
import {
  ArrayValue,
  BoundMethod,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  TupleValue,
  type Value,
} from '../../language/values';
import { categoryOf, isFloating, isLower } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { detached } from '../../tensor/tensor';
import { numpyLike } from '../numpy/framework';

/** The classes of places, by which code asks where a tensor is. */
const CPU_PLACE = new ClassValue('CPUPlace', [], new Map(), false);
export const PLACES: readonly ClassValue[] = [
  CPU_PLACE,
  ...['CUDAPlace', 'CUDAPinnedPlace', 'XPUPlace'].map((name) => new ClassValue(name, [], new Map(), false)),
];
/** All tensors are in the memory of the processor. */
const CPU = new Instance(CPU_PLACE, new Map());

/**
 * PaddlePaddle's tensors: those of NumPy's interface, but integers and floats go together in operators alone, and `+=` makes
 * another tensor.
 */
export const PADDLE = numpyLike(
  { name: 'paddle', typeName: 'Tensor', isMutable: true, outside: 'refuse' },
  {
    float: 'float32',
    integer: 'int64',
    integersWiden: false,
    isStrict: false,
    categoriesMix: false,
    isLenient: true,
    takesLists: false,
  },
  (usual) => ({
    binary(operator, left, right, machine, place) {
      for (const operand of [left, right]) {
        if (operand instanceof ListValue || operand instanceof TupleValue) {
          raise('TypeError', `must be int, float, bool or Tensor, but got ${typeName(operand)}`, place);
        }
      }
      return usual.binary(operator, left, inTypeOf(left, right, operator, place), machine, place);
    },

    unary(operator, operand, machine, place) {
      const { dtype } = operand.tensor;
      if (operator !== '+' && (operator === '~' ? dtype !== 'bool' : dtype === 'bool')) {
        throw new NotUnderstood({ kind: 'operation', what: `${operator} ${dtype}` }, place);
      }
      return usual.unary(operator, operand, machine, place);
    },

    inPlace(operator, target, value, machine, place) {
      return target.framework.binary(operator, target, value, machine, place);
    },

    attribute(array, name, machine, place) {
      switch (name) {
        case 'shape':
          return new ListValue(array.tensor.shape.map((length) => BigInt(length)));
        case 'stop_gradient':
          return !array.tensor.hasGradient;
        case 'place':
          return CPU;
        default: {
          const method = machine.library(`paddle.ndarray.${name}`);
          return method instanceof FunctionValue
            ? new BoundMethod(array, method)
            : usual.attribute(array, name, machine, place);
        }
      }
    },

    setAttribute(array, name, value, machine, place) {
      if (name !== 'stop_gradient') {
        usual.setAttribute(array, name, value, machine, place);
      } else if (value === true && array.tensor.hasGradient) {
        machine.report({ kind: 'detach' }, place);
        array.tensor = detached(array.tensor);
      }
    },
  }),
);

/**
 * The second operand, which an operator brings into the type of the first one. Since version 2.6 that is an exception.
 *
 * @throws NotUnderstood where an older version would lose the fractions that a newer one refuses
 */
function inTypeOf(first: Value, second: Value, operator: string, place: Place): Value {
  if (!(first instanceof ArrayValue && second instanceof ArrayValue)) {
    return second;
  }
  const [own, other] = [first.tensor.dtype, second.tensor.dtype];
  if (own === other || (isFloating(own) && isFloating(other))) {
    return second;
  }
  if (isLower(categoryOf(own), categoryOf(other))) {
    throw new NotUnderstood({ kind: 'operation', what: `${own} ${operator} ${other}` }, place);
  }
  return new ArrayValue(cast(second.tensor, own), second.framework);
}
