import { builtin, type Given } from '../../language/signature';
import type { Builtin } from '../../language/values';
import { isFloating } from '../../tensor/dtype';
import { cast } from '../../tensor/elementwise';
import { allocate, filled, Tensor, tensorOf } from '../../tensor/tensor';
import { callsOf } from './calls';
import type { NumpyLike } from './framework';
import { inType, operandOf } from './promotion';

/** The functions that make arrays of numbers, shapes or other arrays. */
export function creation(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, operand, tensor, anyTensor, dtype: dtypeGiven } = callsOf(library);
  const made = (given: Given, name: string): Tensor => {
    const dtype = dtypeGiven(given);
    // A number that is given a type is not rounded to the default type before.
    return dtype === null
      ? anyTensor(given, name)
      : inType(operandOf(given.value(name), defaults, given.machine, given.place), dtype, defaults);
  };
  // A shape may be an array, or hold some.
  const shapeGiven = (given: Given): readonly number[] => {
    const shape = anyTensor(given, 'shape');
    return isFloating(shape.dtype) ? (given.integersIfAny('shape') ?? []) : [...shape.data];
  };
  return [
    ...['array', 'asarray', 'ascontiguousarray'].map((name) =>
      builtin(name, 'x, dtype=None, copy=True', (given) => wrap(given, made(given, 'x'))),
    ),
    builtin('<conversion>', 'x, dtype', (given) => wrap(given, made(given, 'x'))),
    ...Object.entries({ zeros: 0, ones: 1, empty: Number.NaN }).map(([name, fill]) =>
      builtin(name, 'shape, dtype=None', (given) =>
        wrap(given, filled(shapeGiven(given), fill, dtypeGiven(given) ?? defaults.float)),
      ),
    ),
    builtin('full', 'shape, fill_value, dtype=None', (given) => {
      const fill = tensor(given, 'fill_value');
      return wrap(given, filled(shapeGiven(given), fill.at(0), dtypeGiven(given) ?? fill.dtype));
    }),
    ...Object.entries({ zeros_like: 0, ones_like: 1, empty_like: Number.NaN }).map(([name, fill]) =>
      builtin(name, 'x, dtype=None', (given) => {
        const x = tensor(given, 'x');
        return wrap(given, filled(x.shape, fill, dtypeGiven(given) ?? x.dtype));
      }),
    ),
    builtin('full_like', 'x, fill_value, dtype=None', (given) => {
      const x = tensor(given, 'x');
      const fill = inType(operand(given, 'fill_value'), dtypeGiven(given) ?? x.dtype, defaults);
      return wrap(given, filled(x.shape, fill.at(0), fill.dtype));
    }),
    builtin('eye', 'n, m=None, dtype=None', (given) => {
      const rows = given.integer('n');
      const columns = given.integerIfAny('m') ?? rows;
      const data = allocate([rows, columns]);
      for (let at = 0; at < Math.min(rows, columns); at++) {
        data[at * columns + at] = 1;
      }
      return wrap(given, new Tensor([rows, columns], dtypeGiven(given) ?? defaults.float, data));
    }),
    builtin('arange', 'first, end=None, step=1, dtype=None', (given) => {
      const [start, end] = given.has('end')
        ? [given.number('first'), given.number('end')]
        : [0, given.number('first')];
      const step = given.number('step');
      const isInteger = ['first', 'end', 'step'].every((each) => typeof given.value(each) !== 'number');
      const length = Math.max(0, Math.ceil((end - start) / step));
      const data = allocate([length]).map((_, at) => start + at * step);
      return wrap(
        given,
        tensorOf([length], data, dtypeGiven(given) ?? (isInteger ? defaults.integer : defaults.float)),
      );
    }),
    builtin('astype', 'x, dtype, copy=True', (given) => wrap(given, made(given, 'x'))),
    builtin('copy', 'x', (given) => wrap(given, cast(tensor(given, 'x'), tensor(given, 'x').dtype))),
  ];
}
