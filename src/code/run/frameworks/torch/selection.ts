import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import { isNumber } from '../../language/python/keys';
import { builtin, type Given } from '../../language/signature';
import { type ArrayValue, type Builtin, TupleValue, type Value } from '../../language/values';
import { isFloating } from '../../tensor/dtype';
import { cast, chosen } from '../../tensor/elementwise';
import { gathered, oneHot, placesByAxis, scatteredAlong, truePlaces } from '../../tensor/gathering';
import { type IndexEntry, indexed } from '../../tensor/indexing';
import { flattened } from '../../tensor/layout';
import { normalAxis } from '../../tensor/shapes';
import { scalarOf, type Tensor, tensorOf } from '../../tensor/tensor';
import { operandOf, wrapped } from './conversion';
import { TORCH } from './framework';
import { torchOverwrite } from './in-place';

const SCATTER = 'input, dim, index, src=None, *, value=None, reduce=None';

/** The operations that pick elements or put them in place, as functions and methods. */
export const SELECTION: readonly Builtin[] = [
  builtin('gather', 'input, dim, index, *, sparse_grad=False', (given) =>
    result(given, gathered(given.array('input').tensor, given.integer('dim'), indexGiven(given), 'value')),
  ),
  builtin('take_along_dim', 'input, indices, dim=None', (given) => {
    const [input, indices] = [given.array('input').tensor, given.array('indices').tensor];
    const dim = given.integerIfAny('dim');
    return result(
      given,
      dim === null
        ? gathered(flattened(input, 0, -1), 0, flattened(indices, 0, -1), 'value')
        : gathered(input, dim, indices, 'value'),
    );
  }),
  builtin('scatter', SCATTER, (given) => result(given, scattered(given, false))),
  builtin('scatter_add', 'input, dim, index, src', (given) => result(given, scattered(given, true))),
  builtin('index_select', 'input, dim, index', (given) => {
    const { tensor } = given.array('input');
    const index = given.array('index').tensor;
    // A list of no indices is a float tensor.
    if (index.dtype !== 'int64' && index.dtype !== 'int32') {
      raise('RuntimeError', 'index_select(): Expected dtype int32 or int64 for index', given.place);
    }
    const axis = normalAxis(given.integer('dim'), tensor.rank);
    const whole: IndexEntry = { kind: 'slice', start: null, stop: null, step: 1 };
    const entries = [...new Array<IndexEntry>(axis).fill(whole), { kind: 'tensor', tensor: index } as const];
    return result(given, indexed(tensor, entries));
  }),
  builtin('masked_select', 'input, mask', (given) =>
    result(
      given,
      indexed(given.array('input').tensor, [{ kind: 'tensor', tensor: given.array('mask').tensor }]),
    ),
  ),
  builtin('masked_fill', 'input, mask, value', (given) => result(given, maskFilled(given))),
  builtin('nonzero', 'input, *, as_tuple=False', (given) => {
    const { tensor } = given.array('input');
    return given.flag('as_tuple') ? trueIndices(given, tensor) : result(given, truePlaces(tensor));
  }),
  builtin('unique', 'input, sorted=True, return_inverse=False, return_counts=False, dim=None', unique),
  builtin('bincount', 'input, weights=None, minlength=0', (given) => {
    const { tensor } = given.array('input');
    if (isFloating(tensor.dtype)) {
      raise('RuntimeError', `"bincount_cpu" not implemented for '${tensor.dtype}'`, given.place);
    }
    const weights = given.arrayIfAny('weights')?.tensor ?? null;
    const length = tensor.data.reduce((most, value) => Math.max(most, value + 1), given.integer('minlength'));
    const counts = new Float64Array(Math.min(length, 1_000_000));
    for (const [at, value] of tensor.data.entries()) {
      counts[value] = (counts[value] ?? 0) + (weights ? weights.at(at) : 1);
    }
    const dtype = weights === null ? 'int64' : weights.dtype === 'float32' ? 'float32' : 'float64';
    return result(given, tensorOf([counts.length], counts, dtype));
  }),
];

/** The selections that are methods only. */
export const SELECTION_METHODS: readonly Builtin[] = [
  builtin('scatter_', SCATTER, (given) =>
    torchOverwrite(given.array('input'), scattered(given, false), given.machine, given.place),
  ),
  builtin('scatter_add_', 'input, dim, index, src', (given) =>
    torchOverwrite(given.array('input'), scattered(given, true), given.machine, given.place),
  ),
  builtin('masked_fill_', 'input, mask, value', (given) =>
    torchOverwrite(given.array('input'), maskFilled(given), given.machine, given.place),
  ),
];

export const ONE_HOT: Builtin = builtin('one_hot', 'tensor, num_classes=-1', (given) => {
  const { tensor } = given.array('tensor');
  if (tensor.dtype !== 'int64') {
    raise('RuntimeError', 'one_hot is only applicable to index tensor.', given.place);
  }
  const classes = given.integer('num_classes');
  if (classes < 0 && tensor.size === 0) {
    raise('RuntimeError', 'Can not infer total number of classes from empty tensor.', given.place);
  }
  return result(given, oneHot(tensor, classes < 0 ? null : classes, 'refuse'));
});

function result(given: Given, tensor: Tensor): ArrayValue {
  return wrapped(tensor, TORCH, given.machine, given.place);
}

function indexGiven(given: Given): Tensor {
  const { tensor } = given.array('index');
  return tensor.dtype === 'int64'
    ? tensor
    : raise('RuntimeError', `${given.name}(): Expected dtype int64 for index`, given.place);
}

function scattered(given: Given, adds: boolean): Tensor {
  const { tensor } = given.array('input');
  const source = given.value('src') ?? given.value('value');
  const values = isNumber(source)
    ? scalarOf(Number(source), tensor.dtype)
    : operandOf(source, given.place).tensor;
  if (values.dtype !== tensor.dtype) {
    raise('RuntimeError', `${given.name}(): Expected self.dtype to be equal to src.dtype`, given.place);
  }
  const reduction = given.value('reduce');
  if (reduction !== null && reduction !== 'add') {
    throw new NotUnderstood({ kind: 'argument', name: 'reduce', of: given.name }, given.place);
  }
  return scatteredAlong(tensor, given.integer('dim'), indexGiven(given), values, adds || reduction === 'add');
}

function maskFilled(given: Given): Tensor {
  const { tensor } = given.array('input');
  const { tensor: mask } = given.array('mask');
  if (mask.dtype !== 'bool' && mask.dtype !== 'uint8') {
    raise(
      'RuntimeError',
      `masked_fill_ only supports boolean masks, but got mask with dtype ${mask.dtype}`,
      given.place,
    );
  }
  return chosen(
    mask,
    cast(operandOf(given.value('value'), given.place).tensor, tensor.dtype),
    tensor,
    tensor.dtype,
  );
}

/** The different elements in order; with what is asked for, also their places and how often each occurs. */
function unique(given: Given): Value {
  if (given.value('dim') !== null) {
    throw new NotUnderstood({ kind: 'argument', name: 'dim', of: 'unique' }, given.place);
  }
  const { tensor } = given.array('input');
  const values = [...new Set(tensor.data)].toSorted((one, other) => one - other);
  const places = new Map(values.map((value, at) => [value, at]));
  const found = result(given, tensorOf([values.length], values, tensor.dtype));
  const inverse = Array.from(tensor.data, (value) => places.get(value) ?? 0);
  const extras: Tensor[] = [];
  if (given.flag('return_inverse')) {
    extras.push(tensorOf(tensor.shape, inverse, 'int64'));
  }
  if (given.flag('return_counts')) {
    const counts = new Float64Array(values.length);
    for (const at of inverse) {
      counts[at] = (counts[at] ?? 0) + 1;
    }
    extras.push(tensorOf([values.length], counts, 'int64'));
  }
  return extras.length === 0
    ? found
    : new TupleValue([found, ...extras.map((extra) => result(given, extra))]);
}

/** Returns the indices of true elements, as `torch.where(mask)` and `nonzero(as_tuple=True)` do. */
export function trueIndices(given: Given, tensor: Tensor): Value {
  return new TupleValue(placesByAxis(tensor).map((column) => result(given, column)));
}
