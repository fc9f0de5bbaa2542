import { sigmoid as logistic, softplus as softplusOf } from '../../../numerics/stable';
import type { UnaryFunction } from './elementwise';

/*
 * The functions of one number that losses use, each with the derivative as the frameworks write it, so that infinities and
 * NaN come out where theirs do.
 */

const SERIES_LIMIT = 2.5;
const TERMS_OF_TAIL = 60;
const SLOPE_OF_ERROR_FUNCTION = 2 / Math.sqrt(Math.PI);

const argument = (value: UnaryFunction['value'], back: UnaryFunction['back']): UnaryFunction => ({
  value,
  back,
  saves: 'argument',
});
const result = (value: UnaryFunction['value'], back: UnaryFunction['back']): UnaryFunction => ({
  value,
  back,
  saves: 'result',
});
const stepwise = (value: UnaryFunction['value']): UnaryFunction => ({
  value,
  back: () => 0,
  saves: 'nothing',
});
const untracked = (value: UnaryFunction['value']): UnaryFunction => ({ value, back: null, saves: 'nothing' });

export const negative: UnaryFunction = { value: (x) => -x, back: (g) => -g, saves: 'nothing' };
export const exponential = result(Math.exp, (g, _, y) => g * y);
export const exponentialMinusOne = result(Math.expm1, (g, _, y) => g * (y + 1));
export const logarithm = argument(Math.log, (g, x) => g / x);
export const logarithm2 = argument(Math.log2, (g, x) => g / (x * Math.LN2));
export const logarithm10 = argument(Math.log10, (g, x) => g / (x * Math.LN10));
export const logarithmPlusOne = argument(Math.log1p, (g, x) => g / (x + 1));
export const squareRoot = result(Math.sqrt, (g, _, y) => g / (2 * y));
export const reciprocalRoot = result(
  (x) => 1 / Math.sqrt(x),
  (g, _, y) => -0.5 * g * y ** 3,
);
export const reciprocal = result(
  (x) => 1 / x,
  (g, _, y) => -g * y * y,
);
export const square = argument(
  (x) => x * x,
  (g, x) => g * 2 * x,
);
export const absolute = argument(Math.abs, (g, x) => g * Math.sign(x));
export const sine = argument(Math.sin, (g, x) => g * Math.cos(x));
export const cosine = argument(Math.cos, (g, x) => -g * Math.sin(x));
export const tangent = result(Math.tan, (g, _, y) => g * (1 + y * y));
export const arcSine = argument(Math.asin, (g, x) => g / Math.sqrt(1 - x * x));
export const arcCosine = argument(Math.acos, (g, x) => -g / Math.sqrt(1 - x * x));
export const arcTangent = argument(Math.atan, (g, x) => g / (1 + x * x));
export const hyperbolicSine = argument(Math.sinh, (g, x) => g * Math.cosh(x));
export const hyperbolicCosine = argument(Math.cosh, (g, x) => g * Math.sinh(x));
export const errorFunction = argument(
  errorFunctionOf,
  (g, x) => g * SLOPE_OF_ERROR_FUNCTION * Math.exp(-x * x),
);
export const complementOfErrorFunction = argument(
  (x) => (x < SERIES_LIMIT ? 1 - errorFunctionOf(x) : tailOfErrorFunction(x)),
  (g, x) => -g * SLOPE_OF_ERROR_FUNCTION * Math.exp(-x * x),
);
export const fraction: UnaryFunction = { value: (x) => x - Math.trunc(x), back: (g) => g, saves: 'nothing' };
export const sigmoid = result(logistic, (g, _, y) => g * (1 - y) * y);
export const hyperbolicTangent = result(Math.tanh, (g, _, y) => g * (1 - y * y));
export const logSigmoid = argument(
  (x) => -softplusOf(-x),
  (g, x) => g * logistic(-x),
);
export const rectified = result(
  (x) => (x < 0 ? 0 : x),
  (g, _, y) => (y <= 0 ? 0 : g),
);
export const sign = stepwise(Math.sign);
export const floor = stepwise(Math.floor);
export const ceiling = stepwise(Math.ceil);
export const truncation = stepwise(Math.trunc);
export const nearest = stepwise(toEven);
export const logicalNot = untracked((x) => (x === 0 ? 1 : 0));
export const isNaNFunction = untracked((x) => (Number.isNaN(x) ? 1 : 0));
export const isInfiniteFunction = untracked((x) =>
  x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY ? 1 : 0,
);
export const isFiniteFunction = untracked((x) => (Number.isFinite(x) ? 1 : 0));

/** erf(x) = 2/√π · (x − x³/3 + …), by its series for small x and by its tail for large x. */
function errorFunctionOf(x: number): number {
  if (x < 0) {
    return -errorFunctionOf(-x);
  }
  if (x >= SERIES_LIMIT) {
    return 1 - tailOfErrorFunction(x);
  }
  // e^(−x²) · Σ 2ⁿ x^(2n+1) / (1 · 3 · … · (2n+1)): all terms are positive, so that no digits are lost.
  let term = x;
  let total = x;
  for (let n = 1; term > total * Number.EPSILON; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    total += term;
  }
  return SLOPE_OF_ERROR_FUNCTION * Math.exp(-x * x) * total;
}

/** 1 − erf(x) for x ≥ 2.5, by its continued fraction. */
function tailOfErrorFunction(x: number): number {
  let denominator = x;
  for (let n = TERMS_OF_TAIL; n > 0; n--) {
    denominator = x + n / 2 / denominator;
  }
  return Math.exp(-x * x) / denominator / Math.sqrt(Math.PI);
}

/** softplus(βx)/β, linear above the threshold, as torch.nn.functional.softplus. */
export function softplus(beta: number, threshold: number): UnaryFunction {
  return argument(
    (x) => (x * beta > threshold ? x : softplusOf(x * beta) / beta),
    (g, x) => (x * beta > threshold ? g : g * logistic(x * beta)),
  );
}

/** x within the limits; beyond them, the gradient is 0. NaN stays NaN. */
export function clamp(minimum: number | null, maximum: number | null): UnaryFunction {
  return argument(
    (x) => {
      // The maximum wins where the limits cross.
      const raised = minimum !== null && (x < minimum || Number.isNaN(minimum)) ? minimum : x;
      return maximum !== null && (raised > maximum || Number.isNaN(maximum)) ? maximum : raised;
    },
    (g, x) => ((minimum === null || x >= minimum) && (maximum === null || x <= maximum) ? g : 0),
  );
}

/** x to a constant power. */
export function power(exponent: number): UnaryFunction {
  return argument(
    (x) => powerOf(x, exponent),
    (g, x) => (exponent === 0 ? 0 : g * exponent * powerOf(x, exponent - 1)),
  );
}

/** JavaScript's `**`, but with the 1 that C gives for a base of 1 and an exponent that is not finite. */
export function powerOf(x: number, exponent: number): number {
  return x === 1 || (x === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent)) ? 1 : x ** exponent;
}

/** Replaces NaN and infinities; what is replaced gets no gradient. */
export function replaceOdd(nan: number, positive: number, negativeValue: number): UnaryFunction {
  return argument(
    (x) => {
      if (Number.isNaN(x)) {
        return nan;
      }
      if (x === Number.POSITIVE_INFINITY) {
        return positive;
      }
      return x === Number.NEGATIVE_INFINITY ? negativeValue : x;
    },
    (g, x) => (Number.isFinite(x) ? g : 0),
  );
}

/** To the nearest integer, halves to the even one. */
export function toEven(x: number): number {
  const near = Math.round(x);
  return Math.abs(x % 1) === 0.5 && near % 2 !== 0 ? near - 1 : near;
}
