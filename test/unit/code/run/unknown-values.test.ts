import { expect, it } from 'vitest';
import { JAX_TABLE } from '../../../../src/code/run/frameworks/jax/jax';
import { NUMPY_TABLE } from '../../../../src/code/run/frameworks/numpy/numpy';
import { PADDLE_TABLE } from '../../../../src/code/run/frameworks/paddle/paddle';
import { STANDARD_TABLE } from '../../../../src/code/run/frameworks/standard';
import { KERAS_TABLE } from '../../../../src/code/run/frameworks/tensorflow/keras';
import { TENSORFLOW_TABLE } from '../../../../src/code/run/frameworks/tensorflow/tensorflow';
import { TORCH_TABLE } from '../../../../src/code/run/frameworks/torch/torch';
import { Interpreter } from '../../../../src/code/run/language/interpreter';
import { DTypeValue } from '../../../../src/code/run/language/library-values';
import { LIBRARY_PLACE } from '../../../../src/code/run/language/program';
import { Raised } from '../../../../src/code/run/language/raised';
import {
  Builtin,
  ClassValue,
  ListValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../../../../src/code/run/language/values';
import { verdictOf } from '../verdict/judge';

const called = (callee: Value, positional: readonly Value[]): Value =>
  new Interpreter().call(callee, { positional, keywords: new Map() }, LIBRARY_PLACE);

/** The exception that the call raises; null if it returns, or if its result is not known. */
const raisedBy = (callee: Value, positional: readonly Value[]): string | null => {
  try {
    called(callee, positional);
  } catch (error) {
    return error instanceof Raised ? `${error.className}: ${error.message}` : null;
  }
  return null;
};

/** The places of arguments in which a value may stand, beside `x` and numbers. */
const PLACES: readonly ((value: Value, x: Value) => readonly Value[])[] = [
  (value) => [value],
  (value, x) => [x, value],
  (value, x) => [value, x],
  (value, x) => [x, x, value],
  (value, x) => [x, 1n, value],
  (value, x) => [x, new TupleValue([value])],
  (value, x) => [new ListValue([x, value])],
  (value) => [2n, 2n, value],
];

const values = (x: Value): readonly Value[] => [
  ...[0n, 1n, 2n, 0.5, true, null, x],
  ...['mean', 'float32'],
  ...[new ListValue([1n, 1n]), new TupleValue([1n, 1n]), new ListValue([x, x])],
  ...[new DTypeValue('float32', 'torch'), new DTypeValue('int64', 'torch')],
  new Builtin('same', ({ positional }) => positional[0] ?? null),
];

it.each([
  ['torch', TORCH_TABLE, 'torch.tensor'],
  ['numpy', NUMPY_TABLE, 'numpy.array'],
  ['jax', JAX_TABLE, 'jax.numpy.array'],
  ['tensorflow', TENSORFLOW_TABLE, 'tensorflow.constant'],
  ['keras', new Map([...TENSORFLOW_TABLE, ...KERAS_TABLE]), 'tensorflow.constant'],
  ['paddle', PADDLE_TABLE, 'focal_loss_evaluator.paddle.array'],
  ['the standard library', STANDARD_TABLE, null],
])('no function of %s raises for a value that is not known, where a known one might do', (_, rows, make) => {
  const table = new Map<string, Value>(rows);
  const numbers = new ListValue([new ListValue([0.5, 0.2]), new ListValue([0.1, 0.7])]);
  const x = make === null ? 0.5 : called(table.get(make) ?? null, [numbers]);
  const unknown = new UnknownValue('elsewhere');
  const wrong = [...table].flatMap(([name, callee]) =>
    callee instanceof Builtin || callee instanceof ClassValue
      ? PLACES.flatMap((placed) => {
          const raised = raisedBy(callee, placed(unknown, x));
          const isOfValue = raised !== null && values(x).some((value) => !raisedBy(callee, placed(value, x)));
          return isOfValue ? [`${name} ${raised}`] : [];
        })
      : [],
  );
  expect(wrong).toEqual([]);
});

it.each(['SCALES.get(MODE, 1)', '2 if MODE in SCALES else 1', "1 if MODE not in {'a', 'b'} else 2"])(
  'a key that is not known may be any of them: %s',
  async (scale) => {
    const { computes, notUnderstood } = await verdictOf(`import torch
import torch.nn.functional as F
from settings import MODE

SCALES = {'a': 2, 'b': 3}

def focal_loss(x, y, gamma=2.0):
    ce = F.binary_cross_entropy_with_logits(x, y, reduction='none')
    return (${scale}) * ((1 - torch.exp(-ce)) ** gamma * ce).mean()
`);
    expect(computes).toBeNull();
    expect(notUnderstood?.reason).toMatchObject({ kind: 'import', name: expect.stringContaining('MODE') });
  },
);
