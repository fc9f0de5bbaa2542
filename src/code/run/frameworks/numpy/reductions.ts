import { raise } from '../../language/exceptions';
import { builtin } from '../../language/signature';
import type { Builtin } from '../../language/values';
import { isFloating } from '../../tensor/dtype';
import { cast, mapped } from '../../tensor/elementwise';
import { square, squareRoot } from '../../tensor/functions';
import * as reduction from '../../tensor/reduction';
import { varianceOf } from '../../tensor/variance';
import { callsOf } from './calls';
import type { NumpyLike } from './framework';
import { asFloat, asNumbers, sumType } from './promotion';

/** The functions that reduce an array, or sum along it. */
export function reductions(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, tensor, axes, dtype: dtypeGiven } = callsOf(library);
  return [
    builtin('sum', 'x, axis=None, dtype=None, out=None, keepdims=False', (given) => {
      const x = tensor(given, 'x');
      const dtype = dtypeGiven(given) ?? sumType(x.dtype, defaults);
      return wrap(given, reduction.sum(cast(x, dtype), axes(given), dtype));
    }),
    ...['mean', 'average'].map((name) =>
      builtin(name, 'x, axis=None, dtype=None, out=None, keepdims=False', (given) => {
        const input = tensor(given, 'x');
        // A mean of integers is an integer in TensorFlow, rounded towards 0.
        const x = defaults.isStrict && input.dtype !== 'bool' ? input : asFloat(input, defaults);
        return wrap(given, reduction.mean(x, axes(given), dtypeGiven(given) ?? x.dtype));
      }),
    ),
    ...(['var', 'std'] as const).map((name) =>
      builtin(name, 'x, axis=None, dtype=None, out=None, ddof=0, keepdims=False', (given) => {
        const x = asFloat(tensor(given, 'x'), defaults);
        const variance = varianceOf(x, axes(given), given.number('ddof'));
        return wrap(given, name === 'std' ? mapped(variance, x.dtype, squareRoot) : variance);
      }),
    ),
    builtin('linalg.norm', 'x, axis=None, keepdims=False', (given) => {
      const x = asFloat(tensor(given, 'x'), defaults);
      return wrap(
        given,
        mapped(reduction.sum(mapped(x, x.dtype, square), axes(given), x.dtype), x.dtype, squareRoot),
      );
    }),
    builtin('prod', 'x, axis=None, keepdims=False', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, reduction.product(x, axes(given), sumType(x.dtype, defaults)));
    }),
    ...Object.entries({ max: true, amax: true, min: false, amin: false }).map(([name, largest]) =>
      builtin(name, 'x, axis=None, out=None, keepdims=False', (given) =>
        wrap(given, reduction.extreme(asNumbers(tensor(given, 'x'), defaults), axes(given), largest, true)),
      ),
    ),
    ...Object.entries({ argmax: true, argmin: false }).map(([name, largest]) =>
      builtin(name, 'x, axis=None', (given) =>
        wrap(
          given,
          cast(
            reduction.extremeIndex(tensor(given, 'x'), given.integerIfAny('axis'), false, largest),
            defaults.integer,
          ),
        ),
      ),
    ),
    builtin('argsort', 'x, axis=-1', (given) =>
      wrap(
        given,
        cast(reduction.sortedIndices(tensor(given, 'x'), given.integer('axis'), false), defaults.integer),
      ),
    ),
    ...(['any', 'all'] as const).map((name) =>
      builtin(name, 'x, axis=None, out=None, keepdims=False', (given) =>
        wrap(given, reduction.truth(tensor(given, 'x'), axes(given), name)),
      ),
    ),
    builtin('count_nonzero', 'x, axis=None, keepdims=False', (given) => {
      const mask = mapped(tensor(given, 'x'), 'bool', {
        value: (x) => (x === 0 ? 0 : 1),
        back: null,
        saves: 'nothing',
      });
      return wrap(given, reduction.sum(cast(mask, defaults.integer), axes(given), defaults.integer));
    }),
    builtin('cumsum', 'x, axis', (given) => {
      const x = tensor(given, 'x');
      return wrap(given, reduction.cumulativeSum(x, given.integer('axis'), sumType(x.dtype, defaults)));
    }),
    builtin('item', 'x', (given) => {
      const x = tensor(given, 'x');
      const value =
        x.size === 1
          ? x.at(0)
          : raise('ValueError', 'can only convert an array of size 1 to a Python scalar', given.place);
      return x.dtype === 'bool' ? value !== 0 : isFloating(x.dtype) ? value : BigInt(value);
    }),
  ];
}
