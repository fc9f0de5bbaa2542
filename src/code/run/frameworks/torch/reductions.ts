import { raise } from '../../language/exceptions';
import { DTypeValue } from '../../language/library-values';
import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import { NamedTupleValue } from '../../language/tuples';
import { ArrayValue, type Builtin, ListValue, TupleValue, type Value } from '../../language/values';
import * as arithmetic from '../../tensor/arithmetic';
import { categoryOf, type DType, isFloating } from '../../tensor/dtype';
import { einsum } from '../../tensor/einsum';
import { cast, combined, mapped } from '../../tensor/elementwise';
import * as functions from '../../tensor/functions';
import { gathered } from '../../tensor/gathering';
import { narrowed } from '../../tensor/layout';
import * as reduction from '../../tensor/reduction';
import { normalAxis } from '../../tensor/shapes';
import { logSoftmax, softmax } from '../../tensor/softmax';
import { scalarOf, type Tensor } from '../../tensor/tensor';
import { varianceOf } from '../../tensor/variance';
import { asFloat, operandOf, resultType, wrapped } from './conversion';
import { TORCH } from './framework';

const VARIANCE = 'input, dim=None, unbiased=True, keepdim=False, *, correction=None';

/** The operations that reduce axes or normalise along one, as functions and methods. */
export const REDUCTIONS: readonly Builtin[] = [
  builtin('sum', 'input, dim=None, keepdim=False, dtype=None', (given) => {
    const { tensor } = given.array('input');
    const dtype = dtypeGiven(given) ?? (isFloating(tensor.dtype) ? tensor.dtype : 'int64');
    return result(given, reduction.sum(cast(tensor, dtype), axes(given), dtype));
  }),
  builtin('nansum', 'input, dim=None, keepdim=False, dtype=None', (given) => {
    const { tensor } = given.array('input');
    const dtype = dtypeGiven(given) ?? (isFloating(tensor.dtype) ? tensor.dtype : 'int64');
    const clean = mapped(
      cast(tensor, dtype),
      dtype,
      functions.replaceOdd(0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    return result(given, reduction.sum(clean, axes(given), dtype));
  }),
  builtin('mean', 'input, dim=None, keepdim=False, dtype=None', (given) => {
    const { tensor } = given.array('input');
    const dtype = dtypeGiven(given) ?? tensor.dtype;
    return isFloating(dtype)
      ? result(given, reduction.mean(cast(tensor, dtype), axes(given), dtype))
      : raise(
          'RuntimeError',
          'mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype.',
          given.place,
        );
  }),
  builtin('prod', 'input, dim=None, keepdim=False, dtype=None', (given) => {
    const { tensor } = given.array('input');
    const dtype: DType = dtypeGiven(given) ?? (isFloating(tensor.dtype) ? tensor.dtype : 'int64');
    return result(given, reduction.product(cast(tensor, dtype), axes(given), dtype));
  }),
  builtin('max', 'input, dim=None, keepdim=False', (given) => extreme(given, true)),
  builtin('min', 'input, dim=None, keepdim=False', (given) => extreme(given, false)),
  builtin('amax', 'input, dim=None, keepdim=False', (given) =>
    result(given, reduction.extreme(given.array('input').tensor, axes(given), true, true)),
  ),
  builtin('amin', 'input, dim=None, keepdim=False', (given) =>
    result(given, reduction.extreme(given.array('input').tensor, axes(given), false, true)),
  ),
  builtin('argmax', 'input, dim=None, keepdim=False', (given) => extremeIndex(given, true)),
  builtin('argmin', 'input, dim=None, keepdim=False', (given) => extremeIndex(given, false)),
  builtin('any', 'input, dim=None, keepdim=False', (given) => result(given, truth(given, 'any'))),
  builtin('all', 'input, dim=None, keepdim=False', (given) => result(given, truth(given, 'all'))),
  builtin('logsumexp', 'input, dim, keepdim=False', (given) =>
    result(given, reduction.logSumExp(asFloat(given.array('input').tensor), axes(given))),
  ),
  builtin('cumsum', 'input, dim, dtype=None', (given) => {
    const { tensor } = given.array('input');
    const dtype: DType = dtypeGiven(given) ?? (isFloating(tensor.dtype) ? tensor.dtype : 'int64');
    return result(given, reduction.cumulativeSum(tensor, given.integer('dim'), dtype));
  }),
  builtin('count_nonzero', 'input, dim=None', (given) => {
    const { tensor } = given.array('input');
    const mask = combined(tensor, scalarOf(0, tensor.dtype), 'bool', arithmetic.notEqual);
    return result(
      given,
      reduction.sum(cast(mask, 'int64'), { axes: given.integersIfAny('dim'), keeps: false }, 'int64'),
    );
  }),
  builtin('std', VARIANCE, (given) =>
    result(given, mapped(variance(given), given.array('input').tensor.dtype, functions.squareRoot)),
  ),
  builtin('var', VARIANCE, (given) => result(given, variance(given))),
  builtin('norm', "input, p='fro', dim=None, keepdim=False, dtype=None", norm),
  builtin('linalg.norm', 'input, ord=2, dim=None, keepdim=False, *, dtype=None', norm),
  builtin('linalg.vector_norm', 'input, ord=2, dim=None, keepdim=False, *, dtype=None', norm),
  builtin('einsum', 'equation, *operands', (given) => {
    const operands = given.list('operands');
    const [only] = operands;
    const areListed = only instanceof ListValue || only instanceof TupleValue;
    const all = operands.length === 1 && areListed ? only.items : operands;
    const tensors = all.map((item) => operandOf(item, given.place));
    return result(
      given,
      einsum(
        given.text('equation'),
        tensors.map(({ tensor }) => tensor),
        resultType(tensors),
        true,
        (products) => given.machine.budget.make(products, given.place),
      ),
    );
  }),
  builtin('sort', 'input, dim=-1, descending=False, stable=False', (given) => {
    const { tensor } = given.array('input');
    const order = reduction.sortedIndices(tensor, given.integer('dim'), given.flag('descending'));
    return withIndices(result(given, gathered(tensor, given.integer('dim'), order)), result(given, order));
  }),
  builtin('topk', 'input, k, dim=-1, largest=True, sorted=True', (given) => {
    const { tensor } = given.array('input');
    const [dim, count] = [given.integer('dim'), given.integer('k')];
    const order = reduction.sortedIndices(tensor, dim, given.flag('largest'));
    const axis = normalAxis(dim, tensor.rank);
    if (count < 0 || count > (tensor.shape[axis] ?? 1)) {
      raise('RuntimeError', 'selected index k out of range', given.place);
    }
    const first = tensor.rank === 0 ? order : narrowed(order, axis, 0, count);
    return withIndices(result(given, gathered(tensor, dim, first)), result(given, first));
  }),
  builtin('argsort', 'input, dim=-1, descending=False, stable=False', (given) =>
    result(
      given,
      reduction.sortedIndices(given.array('input').tensor, given.integer('dim'), given.flag('descending')),
    ),
  ),
];

/** `softmax` and `log_softmax`, whose implicit dimension warns. */
export const SOFTMAXES: readonly Builtin[] = [
  builtin('softmax', 'input, dim=None, _stacklevel=3, dtype=None', (given) => alongClasses(given, softmax)),
  builtin('log_softmax', 'input, dim=None, _stacklevel=3, dtype=None', (given) =>
    alongClasses(given, logSoftmax),
  ),
];

function alongClasses(given: Given, operation: (x: Tensor, axis: number) => Tensor): Value {
  const { tensor } = given.array('input');
  const dtype = dtypeGiven(given) ?? tensor.dtype;
  if (!isFloating(dtype)) {
    return raise('RuntimeError', `"softmax" not implemented for '${dtype}'`, given.place);
  }
  let dim = given.integerIfAny('dim');
  if (dim === null) {
    given.machine.report(
      {
        kind: 'implicitSoftmaxDimension',
      },
      given.place,
    );
    dim = tensor.rank === 0 || tensor.rank === 1 || tensor.rank === 3 ? 0 : 1;
  }
  return result(given, operation(cast(tensor, dtype), dim));
}

function result(given: Given, tensor: Tensor): ArrayValue {
  return wrapped(tensor, TORCH, given.machine, given.place);
}

/** The result of `sort`, `topk`, `max` and `min` along an axis. */
function withIndices(values: Value, indices: Value): NamedTupleValue {
  return new NamedTupleValue([values, indices], ['values', 'indices']);
}

function axes(given: Given): reduction.ReducedAxes {
  const dims = given.integersIfAny('dim');
  return { axes: dims && dims.length > 0 ? dims : null, keeps: given.flag('keepdim') };
}

export function dtypeGiven(given: Given): DType | null {
  const value = given.value('dtype');
  if (value === null) {
    return null;
  }
  return value instanceof DTypeValue ? value.dtype : given.refuse('dtype', 'torch.dtype', value);
}

/** Without a dimension the extreme of all; with one, the values and their indices; with a tensor, the larger of both. */
function extreme(given: Given, largest: boolean): Value {
  const { tensor } = given.array('input');
  const dim = given.value('dim');
  if (dim instanceof ArrayValue) {
    const other = given.machine.attribute(given.array('input'), largest ? 'maximum' : 'minimum', given.place);
    return given.machine.call(other, { positional: [dim], keywords: new Map() }, given.place);
  }
  if (dim === null) {
    return result(given, reduction.extreme(tensor, reduction.ALL_AXES, largest, true));
  }
  const axis = given.integer('dim');
  const keeps = given.flag('keepdim');
  return withIndices(
    result(given, reduction.extreme(tensor, { axes: [axis], keeps }, largest, false)),
    result(given, reduction.extremeIndex(tensor, axis, keeps, largest)),
  );
}

/** (Σ |x|^p)^(1/p). @throws NotUnderstood for norms of matrices other than the square root of the sum of squares */
function norm(given: Given): Value {
  const [name, order] = given.has('ord') ? ['ord', given.value('ord')] : ['p', given.value('p')];
  const { tensor: input } = given.array('input');
  const tensor = cast(input, dtypeGiven(given) ?? input.dtype);
  const { dtype } = tensor;
  if (!isFloating(dtype)) {
    raise('RuntimeError', 'norm(): input dtype should be either floating point or complex.', given.place);
  }
  const over = axes(given);
  if (order === null || order === 'fro' || Number(order) === 2) {
    const total = reduction.sum(mapped(tensor, dtype, functions.square), over, dtype);
    return result(given, mapped(total, dtype, functions.squareRoot));
  }
  const isOfVector = given.name !== 'linalg.norm' || (over.axes ?? tensor.shape).length === 1;
  if (!isOfVector || typeof order === 'string') {
    throw new NotUnderstood({ kind: 'argument', name, of: given.name }, given.place);
  }
  const sizes = mapped(tensor, dtype, functions.absolute);
  const exponent = Number(order);
  if (Math.abs(exponent) === Number.POSITIVE_INFINITY) {
    return result(given, reduction.extreme(sizes, over, exponent > 0, true));
  }
  const total = reduction.sum(mapped(sizes, dtype, functions.power(exponent)), over, dtype);
  return result(given, mapped(total, dtype, functions.power(1 / exponent)));
}

/** uint8 is the old type of masks. */
function truth(given: Given, quantifier: 'any' | 'all'): Tensor {
  const { tensor } = given.array('input');
  const found = reduction.truth(tensor, axes(given), quantifier);
  return tensor.dtype === 'uint8' ? cast(found, 'uint8') : found;
}

function extremeIndex(given: Given, largest: boolean): Value {
  const dim = given.integerIfAny('dim');
  return result(
    given,
    reduction.extremeIndex(given.array('input').tensor, dim, given.flag('keepdim'), largest),
  );
}

function variance(given: Given): Tensor {
  const { tensor } = given.array('input');
  if (categoryOf(tensor.dtype) !== 'float') {
    return raise('RuntimeError', 'std and var only support floating point dtypes', given.place);
  }
  // A single truth value in the place of the dimension is `unbiased`.
  const dim = given.value('dim');
  const isUnbiased = typeof dim === 'boolean' ? dim : given.flag('unbiased');
  const reduced = typeof dim === 'boolean' ? reduction.ALL_AXES : axes(given);
  return varianceOf(tensor, reduced, given.numberIfAny('correction') ?? (isUnbiased ? 1 : 0));
}
