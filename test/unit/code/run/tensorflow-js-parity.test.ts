import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { libraryValue } from '../../../../src/code/run/frameworks/libraries';
import { TENSORFLOW_JS } from '../../../../src/code/run/frameworks/tensorflow-js/framework';
import { NotUnderstood } from '../../../../src/code/run/language/not-understood';
import { ArrayValue, ListValue, UNDEFINED, type Value } from '../../../../src/code/run/language/values';
import type { DType } from '../../../../src/code/run/tensor/dtype';
import { gradientOf } from '../../../../src/code/run/tensor/gradient';
import { leafOf, type Tensor, tensorOf } from '../../../../src/code/run/tensor/tensor';
import { call, evaluatedFunction, newInterpreter, outcomeOf } from './run-script';
import { CALLS } from './tensorflow-js-calls';
import { WRITTEN_LOSSES, type WrittenLoss } from './tensorflow-js-losses';

/*
 * The same code and the same operations in TensorFlow.js with its cpu backend and in the evaluator.
 */

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A result as both sides show it. */
interface Shown {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** By the float inputs; null where there is none. */
  readonly gradients: readonly (readonly number[] | null)[] | { readonly thrown: string };
}

interface Input {
  readonly dtype: 'bool' | 'int32' | 'float32';
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

type Outcome = Shown | { readonly thrown: string };

/** In the library. @param differentiates which of the inputs the gradient is taken by */
function inLibrary(
  run: (...inputs: tf.Tensor[]) => tf.Tensor,
  inputs: readonly Input[],
  differentiates: readonly boolean[],
): Outcome {
  return outcomeOf(() => {
    const tensors = inputs.map(({ dtype, shape, values }) => tf.tensor([...values], [...shape], dtype));
    const value = run(...tensors);
    const free = tensors.filter((_, at) => differentiates[at]);
    const gradients = outcomeOf(() =>
      value.dtype !== 'float32' || free.length === 0
        ? []
        : tf
            .grads((...given: tf.Tensor[]) => {
              const rest = [...given];
              return run(
                ...tensors.map((tensor, at) => (differentiates[at] ? (rest.shift() ?? tensor) : tensor)),
              );
            })(free)
            .map((gradient) => Array.from(gradient.dataSync())),
    );
    return { dtype: value.dtype, shape: value.shape, values: Array.from(value.dataSync()), gradients };
  });
}

/** In the evaluator. */
function inEvaluator(
  run: (...inputs: Value[]) => Value,
  inputs: readonly Input[],
  differentiates: readonly boolean[],
): Outcome {
  return outcomeOf(() => {
    const leaves = inputs.map(({ dtype, shape, values }, at) => {
      const tensor = tensorOf(shape, values, dtype as DType);
      return differentiates[at] ? leafOf(tensor) : tensor;
    });
    const value = run(...leaves.map((leaf) => new ArrayValue(leaf, TENSORFLOW_JS)));
    if (!(value instanceof ArrayValue)) {
      throw new Error('The result is no tensor.');
    }
    const { tensor } = value;
    const free = leaves.filter((_, at) => differentiates[at]);
    const gradients = outcomeOf(() =>
      tensor.dtype === 'float32' ? free.map((leaf) => gradientBy(leaf, tensor)) : [],
    );
    return { dtype: tensor.dtype, shape: tensor.shape, values: [...tensor.data], gradients };
  });
}

function gradientBy(leaf: Tensor, of: Tensor): number[] {
  const gradient = of.hasGradient ? gradientOf(of, new Float64Array(of.size).fill(1), leaf) : null;
  if (!gradient) {
    throw new Error('Cannot compute gradient of y=f(x) with respect to x.');
  }
  return [...gradient];
}

/** Both raise, or both give the same: within 1e-5 of each number, or 1e-6 of the largest where terms cancel. */
function expectSame(found: Outcome, expected: Outcome, note: string): void {
  if ('thrown' in expected || 'thrown' in found) {
    expect(['thrown' in found, note], JSON.stringify([found, expected])).toEqual([
      'thrown' in expected,
      note,
    ]);
    return;
  }
  expect([found.dtype, found.shape, note]).toEqual([expected.dtype, expected.shape, note]);
  expectClose(found.values, expected.values, note);
  if ('thrown' in expected.gradients || 'thrown' in found.gradients) {
    expect('thrown' in found.gradients, `${note} ${JSON.stringify([found, expected])}`).toBe(
      'thrown' in expected.gradients,
    );
    return;
  }
  for (const [at, gradient] of expected.gradients.entries()) {
    expectClose(found.gradients[at] ?? [], gradient ?? [], `gradient ${at} of ${note}`);
  }
}

function expectClose(found: readonly number[], expected: readonly number[], note: string): void {
  const largest = Math.max(...expected.filter(Number.isFinite).map(Math.abs), 0);
  const isClose = (one: number, other: number): boolean =>
    Object.is(one, other) ||
    one === other ||
    // The library rounds each step to float32, which may reach infinity where the evaluator's numbers just do not.
    (Math.sign(one) === Math.sign(other) && Math.min(Math.abs(one), Math.abs(other)) > 1e38) ||
    Math.abs(one - other) <= 1e-5 * Math.abs(other) + Math.min(1e-6 * largest, 1e30) + 1e-37;
  const differs = expected.findIndex((value, at) => !isClose(found[at] ?? Number.NaN, value));
  expect([differs, found.length], `${note}: ${JSON.stringify([found, expected])}`).toEqual([
    -1,
    expected.length,
  ]);
}

const LOGITS = [0.5, -1.25, 2, -0.1, 3.5, -4, 0, 1];
const ROWS = [0.5, -1.25, 2, -0.1, 3.5, -4, 0, 1, 0.3, -2, 0.75, 1.5, 6, -3, 0.2];

function inputsOf({ layout }: WrittenLoss): readonly [labels: Input, predictions: Input] {
  if (layout === 'binary') {
    return [
      { dtype: 'float32', shape: [8], values: [1, 0, 1, 0, 0, 1, 1, 0] },
      { dtype: 'float32', shape: [8], values: LOGITS },
    ];
  }
  const predictions: Input = { dtype: 'float32', shape: [5, 3], values: ROWS };
  return layout === 'index'
    ? [{ dtype: 'int32', shape: [5], values: [0, 2, 1, 1, 0] }, predictions]
    : [
        { dtype: 'float32', shape: [5, 3], values: [1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0] },
        predictions,
      ];
}

describe('a loss written with TensorFlow.js', () => {
  it.each(WRITTEN_LOSSES)('gives what the library gives: $name', async (written) => {
    const run = new Function('tf', `${written.text}; return loss;`)(tf) as (
      ...inputs: tf.Tensor[]
    ) => tf.Tensor;
    const interpreter = newInterpreter();
    const callee = await evaluatedFunction(written.text, 'loss', interpreter);
    const inputs = inputsOf(written);
    expectSame(
      inEvaluator((...given) => call(callee, given, interpreter), inputs, [false, true]),
      inLibrary(run, inputs, [false, true]),
      written.name,
    );
  });
});

type AnyFunction = (...given: unknown[]) => tf.Tensor;

const shapes = fc.constantFrom<readonly number[]>(
  [],
  [1],
  [2],
  [3],
  [1, 3],
  [2, 1],
  [2, 3],
  [3, 2],
  [1, 1],
  [2, 1, 3],
);
/** Multiples of 1/4096: the library rounds each step of a gradient to float32, which shows only near the smallest numbers. */
const numbers = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.5, -0.5, 2, 3, -2, 6, 30, -30, 90, -90),
  fc.integer({ min: -5 * 4096, max: 5 * 4096 }).map((value) => value / 4096),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const inputs: fc.Arbitrary<Input> = fc
  .tuple(
    shapes,
    fc.constantFrom('float32', 'float32', 'float32', 'int32', 'bool'),
    fc.array(numbers, { minLength: 6, maxLength: 6 }),
  )
  .map(([shape, dtype, values]): Input => {
    const size = shape.reduce((product, length) => product * length, 1);
    const of = (value: number): number =>
      dtype === 'float32'
        ? value
        : dtype === 'bool'
          ? Number(value > 0)
          : Number.isFinite(value)
            ? Math.trunc(value)
            : 0;
    return { dtype: dtype as Input['dtype'], shape, values: values.slice(0, size).map(of) };
  });

function scriptValue(given: unknown): Value {
  return Array.isArray(given)
    ? new ListValue(given.map(scriptValue))
    : given === undefined
      ? UNDEFINED
      : (given as Value);
}

describe('a single operation', () => {
  it.each(CALLS)('gives what the library gives: $name $further', ({ name, operands, further }) => {
    const operation = (tf as unknown as Record<string, AnyFunction>)[name];
    const builtin = libraryValue(`@tensorflow/tfjs.${name}`);
    if (!operation || builtin === undefined) {
      throw new Error(`${name} is not known`);
    }
    const given = further.map(scriptValue);
    let understood = 0;
    fc.assert(
      fc.property(fc.array(inputs, { minLength: operands, maxLength: operands }), (tensors) => {
        const floats = tensors.map(({ dtype }) => dtype === 'float32');
        let found: Outcome;
        try {
          const interpreter = newInterpreter();
          found = inEvaluator(
            (...values) => call(builtin, [...values, ...given], interpreter),
            tensors,
            floats,
          );
        } catch (error) {
          if (error instanceof NotUnderstood) {
            return;
          }
          throw error;
        }
        understood++;
        const expected = inLibrary((...values) => operation(...values, ...further), tensors, floats);
        expectSame(found, expected, JSON.stringify([name, further, tensors]));
      }),
      { numRuns: 40 },
    );
    // A product of matrices refuses most of the shapes.
    expect(understood).toBeGreaterThan(0);
  });
});
