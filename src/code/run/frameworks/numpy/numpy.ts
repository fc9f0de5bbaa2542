import { builtin, type Given } from '../../language/signature';
import { ArrayValue, type Builtin, ClassValue, DTypeValue, type Value } from '../../language/values';
import { mapped, type UnaryFunction } from '../../tensor/elementwise';
import { logSigmoid, sigmoid } from '../../tensor/functions';
import { logSumExp } from '../../tensor/reduction';
import { logSoftmax, softmax } from '../../tensor/softmax';
import type { Tensor } from '../../tensor/tensor';
import { numpyLike } from './framework';
import { numpyFunctions } from './functions';
import { asFloat, operandOf } from './promotion';

export const NUMPY = numpyLike(
  'numpy',
  'ndarray',
  { float: 'float64', integer: 'int64', integersWiden: true },
  true,
);

const FUNCTIONS = numpyFunctions(NUMPY);

const TYPES = ['float16', 'float32', 'float64', 'int8', 'int16', 'int32', 'int64', 'uint8'] as const;

/** The names of NumPy and SciPy, as dotted paths. */
export const NUMPY_TABLE: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...FUNCTIONS.map((value): [string, Value] => [`numpy.${value.name}`, value]),
  ...FUNCTIONS.map((value): [string, Value] => [`numpy.ndarray.${value.name}`, value]),
  ['numpy.ndarray', new ClassValue('ndarray', [], new Map([['<array>', 'ndarray']]), false)],
  ...TYPES.map((name): [string, Value] => [`numpy.${name}`, new DTypeValue(name, 'numpy')]),
  ['numpy.bool_', new DTypeValue('bool', 'numpy')],
  ['numpy.newaxis', null],
  ['numpy.pi', Math.PI],
  ['numpy.e', Math.E],
  ['numpy.inf', Number.POSITIVE_INFINITY],
  ['numpy.nan', Number.NaN],
  ['scipy.special.expit', ofFloats('expit', sigmoid)],
  ['scipy.special.log_expit', ofFloats('log_expit', logSigmoid)],
  ['scipy.special.softmax', alongAxis('softmax', softmax)],
  ['scipy.special.log_softmax', alongAxis('log_softmax', logSoftmax)],
  [
    'scipy.special.logsumexp',
    builtin('logsumexp', 'x, axis=None, keepdims=False', (given) =>
      wrap(
        given,
        logSumExp(floatGiven(given), { axes: given.integersIfAny('axis'), keeps: given.flag('keepdims') }),
      ),
    ),
  ],
]);

function wrap(given: Given, tensor: Tensor): ArrayValue {
  given.machine.budget.make(tensor.size, given.place);
  return new ArrayValue(tensor, NUMPY.framework);
}

function floatGiven(given: Given): Tensor {
  return asFloat(
    operandOf(given.value('x'), NUMPY.defaults, given.machine, given.place).tensor,
    NUMPY.defaults,
  );
}

function ofFloats(name: string, operation: UnaryFunction): Builtin {
  return builtin(name, 'x', (given) => {
    const tensor = floatGiven(given);
    return wrap(given, mapped(tensor, tensor.dtype, operation));
  });
}

function alongAxis(name: string, operation: (x: Tensor, axis: number) => Tensor): Builtin {
  return builtin(name, 'x, axis=-1', (given) =>
    wrap(given, operation(floatGiven(given), given.integer('axis'))),
  );
}
