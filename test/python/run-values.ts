// Runs losses in the evaluator for run_harness.py: node run-values.js REQUEST.json, prints JSON
import { readFileSync } from 'node:fs';
import { JAX } from '../../src/code/run/frameworks/jax/jax';
import { NUMPY } from '../../src/code/run/frameworks/numpy/numpy';
import { PADDLE } from '../../src/code/run/frameworks/paddle/framework';
import { TENSORFLOW } from '../../src/code/run/frameworks/tensorflow/tensorflow';
import { TORCH } from '../../src/code/run/frameworks/torch/framework';
import { Interpreter } from '../../src/code/run/language/interpreter';
import { NotUnderstood } from '../../src/code/run/language/not-understood';
import { fileScope, libraryScope, moduleScope } from '../../src/code/run/language/python/module';
import { Raised } from '../../src/code/run/language/raised';
import { ArrayValue, type Value } from '../../src/code/run/language/values';
import type { DType } from '../../src/code/run/tensor/dtype';
import { GradientFailure } from '../../src/code/run/tensor/failure';
import { gradientOf } from '../../src/code/run/tensor/gradient';
import { leafOf, resultOf, type Tensor, tensorOf } from '../../src/code/run/tensor/tensor';
import { CodeParser } from '../../src/code/syntax/parser';

interface Input {
  readonly shape: readonly number[];
  readonly data: readonly (number | string)[];
  readonly dtype: DType;
  readonly wantsGradient: boolean;
}

const FRAMEWORKS = {
  torch: TORCH,
  numpy: NUMPY.framework,
  jax: JAX.framework,
  tensorflow: TENSORFLOW.framework,
  keras: TENSORFLOW.framework,
  paddle: PADDLE.framework,
};

interface Case {
  readonly framework: keyof typeof FRAMEWORKS;
  readonly source: string;
  /** Calls `case(*inputs)` of the source. */
  readonly inputs: readonly Input[];
}

const [path, grammars] = process.argv.slice(2);
if (path === undefined || grammars === undefined) {
  throw new Error('Usage: node run-values.js REQUEST.json GRAMMARS');
}
const cases: readonly Case[] = JSON.parse(readFileSync(path, 'utf8'));
const parser = new CodeParser(async (file) => new Uint8Array(readFileSync(`${grammars}/${file}`)));
const python = await parser.load('python');
process.stdout.write(JSON.stringify(cases.map(outcomeOf)));

function outcomeOf({ source, inputs, framework }: Case): unknown {
  const file = python.parse(source);
  const interpreter = new Interpreter(undefined, undefined, {
    library: (text, evaluator) => libraryScope(text, file.parseLibrary, evaluator),
    file: fileScope,
  });
  try {
    const scope = moduleScope(file.root, interpreter);
    const leaves = inputs.map((input) => {
      const tensor = tensorOf(input.shape, input.data.map(Number), input.dtype);
      return input.wantsGradient ? leafOf(tensor) : tensor;
    });
    const place = { line: 0, start: 0, end: 0 };
    const given = leaves.map((leaf) => new ArrayValue(passedOn(leaf), FRAMEWORKS[framework]));
    const entry = scope.find('case');
    interpreter.phase = 'forward';
    const value = interpreter.call(entry ?? null, { positional: given, keywords: new Map() }, place);
    return { value: described(value), gradients: gradientsOf(value, leaves) };
  } catch (error) {
    if (error instanceof Raised) {
      return { raised: error.className, message: error.message, line: error.place.line };
    }
    if (error instanceof NotUnderstood) {
      return { notUnderstood: error.reason, line: error.place?.line ?? null };
    }
    if (error instanceof GradientFailure) {
      return { raised: 'RuntimeError', message: error.message, line: 0 };
    }
    return { failed: String(error instanceof Error ? error.stack : error) };
  } finally {
    file.dispose();
  }
}

/** The leaf as a result, since the logits of a model are no leaf. */
function passedOn(leaf: Tensor): Tensor {
  return leaf.hasGradient
    ? resultOf(leaf.shape, leaf.dtype, leaf.data.slice(), [leaf], (gradient) => [gradient], { saved: [] })
    : leaf;
}

function described(value: Value): unknown {
  if (value instanceof ArrayValue) {
    const { shape, dtype, data } = value.tensor;
    return { shape, dtype, data: [...data].map(String) };
  }
  const isNumber = typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
  return isNumber ? { number: String(Number(value)) } : { other: String(value) };
}

function gradientsOf(value: Value, leaves: readonly Tensor[]): unknown {
  if (!(value instanceof ArrayValue) || !value.tensor.hasGradient) {
    return null;
  }
  const { tensor } = value;
  const seed = Float64Array.from({ length: tensor.size }, (_, at) => 1 + (at % 5) / 4);
  return leaves.map((leaf) => {
    const gradient = leaf.hasGradient ? gradientOf(tensor, seed, leaf) : null;
    return gradient ? [...gradient].map(String) : null;
  });
}
