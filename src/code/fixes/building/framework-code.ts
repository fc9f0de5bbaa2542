import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { functionsOf } from './arithmetic';
import { tensorFlowJs } from './framework-module';
import { operand } from './nodes';

/** How a framework writes what fixes need. Each is the text of an expression; a list has several ways. */
export interface FrameworkCode {
  /** The larger one of an array and a number. */
  readonly atLeast: (array: Node, number: string) => string;
  /** An array that is kept between two numbers. */
  readonly between: (array: Node, low: string, high: string) => string;
  /** The distance of 1 from the next number, in the type of the predictions. */
  readonly epsilon: (predictions: string) => string;
  readonly logSigmoid: (x: string) => string;
  readonly sigmoid: (x: string) => string;
  readonly softplus: (x: string) => string;
  readonly logSoftmax: (x: string) => readonly string[];
  /** The largest one of each row, as a column. */
  readonly largest: (x: string) => readonly string[];
  /** log p_t of two classes. */
  readonly logOfTarget: (x: string, y: string) => readonly string[];
  /** log p_t of classes by their index. */
  readonly logOfClass: (x: string, y: string) => readonly string[];
  /** An array as floats. */
  readonly asFloats: (array: string) => readonly string[];
  readonly sum: (array: string) => string;
  /** The number of elements of an array, at least 1. */
  readonly size: (array: string) => string;
  /** The number of elements that are true or 1, at least 1. */
  readonly count: (mask: string) => string;
  /** An array of (N, C, …) as (N, …, C). */
  readonly classesLast: (array: string) => string | null;
}

/** The code of each framework that the file imports, that of torch first. */
export function frameworkCode({ file }: LossSubject): FrameworkCode[] {
  const { names } = file;
  const nameOf = (...modules: string[]): string | undefined =>
    modules.flatMap((module) => names.namesFor((qualified) => qualified === module))[0];
  const torch = nameOf('torch');
  const nn = nameOf('torch.nn') ?? (torch && `${torch}.nn`);
  const functional = nameOf('torch.nn.functional') ?? (nn && `${nn}.functional`);
  const tensorflow = nameOf('tensorflow');
  const jnp = nameOf('jax.numpy');
  const jax = nameOf('jax');
  const numpy = nameOf('numpy');
  const script = tensorFlowJs(file);
  return [
    ...(functional ? [ofTorch(torch, functional)] : []),
    ...(tensorflow ? [ofTensorFlow(tensorflow)] : []),
    ...(jnp ? [ofArrays(jnp, nameOf('jax.nn') ?? (jax && `${jax}.nn`) ?? null)] : []),
    ...(numpy ? [ofArrays(numpy, null)] : []),
    ...(script === undefined ? [] : [ofTensorFlowJs(script)]),
    ...(file.grammar === 'python' ? [] : [OF_NUMBERS]),
  ];
}

/** @param torch the name of torch in the file, if it has one */
function ofTorch(torch: string | undefined, F: string): FrameworkCode {
  return {
    atLeast: (array, number) => `${operand(array)}.clamp(min=${number})`,
    between: (array, low, high) => `${operand(array)}.clamp(${low}, ${high})`,
    epsilon: (predictions) => (torch === undefined ? '1e-7' : `${torch}.finfo(${predictions}.dtype).eps`),
    logSigmoid: (x) => `${F}.logsigmoid(${x})`,
    sigmoid: (x) => `${torch ?? F}.sigmoid(${x})`,
    softplus: (x) => `${F}.softplus(${x})`,
    logSoftmax: (x) => [`${F}.log_softmax(${x}, dim=1)`, `${F}.log_softmax(${x}, dim=-1)`],
    largest: (x) => [`${x}.amax(dim=1, keepdim=True)`, `${x}.amax(dim=-1, keepdim=True)`],
    logOfTarget: (x, y) =>
      [y, `${y}.to(${x}.dtype)`].map(
        (targets) => `-${F}.binary_cross_entropy_with_logits(${x}, ${targets}, reduction='none')`,
      ),
    logOfClass: (x, y) => [`-${F}.cross_entropy(${x}, ${y}, reduction='none')`],
    asFloats: (array) => [`${array}.float()`],
    sum: (array) => `${array}.sum()`,
    size: (array) => `max(${array}.numel(), 1)`,
    count: (mask) => `${mask}.sum().clamp(min=1)`,
    classesLast: (array) => `${array}.movedim(1, -1)`,
  };
}

function ofTensorFlow(tf: string): FrameworkCode {
  return {
    atLeast: (array, number) => `${tf}.maximum(${array.text}, ${number})`,
    between: (array, low, high) => `${tf}.clip_by_value(${array.text}, ${low}, ${high})`,
    epsilon: () => '1e-7',
    logSigmoid: (x) => `${tf}.math.log_sigmoid(${x})`,
    sigmoid: (x) => `${tf}.sigmoid(${x})`,
    softplus: (x) => `${tf}.nn.softplus(${x})`,
    logSoftmax: (x) => [`${tf}.nn.log_softmax(${x}, axis=-1)`],
    largest: (x) => [`${tf}.reduce_max(${x}, axis=-1, keepdims=True)`],
    logOfTarget: (x, y) =>
      [y, `${tf}.cast(${y}, ${x}.dtype)`].map(
        (labels) => `-${tf}.nn.sigmoid_cross_entropy_with_logits(labels=${labels}, logits=${x})`,
      ),
    logOfClass: (x, y) => [`-${tf}.nn.sparse_softmax_cross_entropy_with_logits(labels=${y}, logits=${x})`],
    asFloats: (array) => [`${tf}.cast(${array}, ${tf}.float32)`],
    sum: (array) => `${tf}.reduce_sum(${array})`,
    size: (array) => `${tf}.cast(${tf}.maximum(${tf}.size(${array}), 1), ${array}.dtype)`,
    count: (mask) => `${tf}.maximum(${tf}.reduce_sum(${tf}.cast(${mask}, ${tf}.float32)), 1.0)`,
    classesLast: () => null,
  };
}

/** The library's own logarithm of the sigmoid has no gradient within a longer expression. */
function ofTensorFlowJs(tf: string): FrameworkCode {
  const { negative, product, complement } = functionsOf(tf);
  const logSigmoid = (x: string): string => negative(`${tf}.softplus(${negative(x)})`);
  return {
    atLeast: (array, number) => `${tf}.maximum(${array.text}, ${number})`,
    between: (array, low, high) => `${tf}.clipByValue(${array.text}, ${low}, ${high})`,
    epsilon: () => '1e-7',
    logSigmoid,
    sigmoid: (x) => `${tf}.sigmoid(${x})`,
    softplus: (x) => `${tf}.softplus(${x})`,
    logSoftmax: (x) => [`${tf}.logSoftmax(${x})`],
    largest: (x) => [`${tf}.max(${x}, -1, true)`],
    logOfTarget: (x, y) => [negative(`${tf}.softplus(${product(x, complement(product('2', y)))})`)],
    logOfClass: (x, y) => [`${tf}.sum(${product(y, `${tf}.logSoftmax(${x})`)}, -1)`],
    asFloats: (array) => [`${tf}.cast(${array}, 'float32')`],
    sum: (array) => `${tf}.sum(${array})`,
    size: (array) => `Math.max(${array}.size, 1)`,
    count: (mask) => `${tf}.maximum(${tf}.sum(${tf}.cast(${mask}, 'float32')), 1)`,
    classesLast: () => null,
  };
}

/** Numbers of JavaScript, which stand in arrays. */
const OF_NUMBERS: FrameworkCode = {
  atLeast: (number, least) => `Math.max(${number.text}, ${least})`,
  between: (number, low, high) => `Math.min(Math.max(${number.text}, ${low}), ${high})`,
  epsilon: () => 'Number.MIN_VALUE',
  logSigmoid: (x) => `-${softplusOf(`-${x}`, x)}`,
  sigmoid: (x) => `1 / (1 + Math.exp(-${x}))`,
  softplus: (x) => softplusOf(x, x),
  logSoftmax: () => [],
  largest: () => [],
  logOfTarget: (x, y) => [`-(Math.log1p(Math.exp(-Math.abs(${x}))) + Math.max(${x}, 0) - ${x} * ${y})`],
  logOfClass: () => [],
  asFloats: () => [],
  sum: () => '0',
  size: (array) => `Math.max(${array}.length, 1)`,
  count: () => '1',
  classesLast: () => null,
};

/** Returns the text of log(1 + exp(x)). @param x the text of a number @param size the text of a number with the same absolute value */
function softplusOf(x: string, size: string): string {
  return `(Math.log1p(Math.exp(-Math.abs(${size}))) + Math.max(${x}, 0))`;
}

/** @param nn the module `jax.nn`; null for NumPy, and where the file has no name for it */
function ofArrays(np: string, nn: string | null): FrameworkCode {
  const logSigmoid = (x: string): string => `-${np}.logaddexp(0, -${inBrackets(x)})`;
  return {
    atLeast: (array, number) => `${np}.maximum(${array.text}, ${number})`,
    between: (array, low, high) => `${np}.clip(${array.text}, ${low}, ${high})`,
    epsilon: (predictions) => `${np}.finfo(${predictions}.dtype).eps`,
    logSigmoid: (x) => (nn ? `${nn}.log_sigmoid(${x})` : logSigmoid(x)),
    sigmoid: (x) => (nn ? `${nn}.sigmoid(${x})` : `0.5 * (1 + ${np}.tanh(0.5 * ${inBrackets(x)}))`),
    softplus: (x) => (nn ? `${nn}.softplus(${x})` : `${np}.logaddexp(0, ${x})`),
    logSoftmax: (x) => (nn ? [`${nn}.log_softmax(${x}, axis=-1)`] : []),
    largest: (x) => [`${x}.max(axis=-1, keepdims=True)`],
    logOfTarget: (x, y) => [`-${np}.logaddexp(0, -(2 * ${y} - 1) * ${inBrackets(x)})`],
    logOfClass: () => [],
    asFloats: (array) => [`${array}.astype(float)`],
    sum: (array) => `${array}.sum()`,
    size: (array) => `max(${array}.size, 1)`,
    count: (mask) => `${np}.maximum(${mask}.sum(), 1)`,
    classesLast: (array) => `${np}.moveaxis(${array}, 1, -1)`,
  };
}

function inBrackets(x: string): string {
  return /^[\w.]+$/.test(x) ? x : `(${x})`;
}
