import { sigmoid as logistic, softplus as softplusOf } from '../../numerics/stable';

/*
 * Numbers that carry their derivative by the logit, so that a formula written once gives its value and its gradient
 * (forward-mode differentiation). A factor of exactly 0 with slope 0 switches off what it multiplies, as a mask does.
 */

/** A number and its derivative by the logit. */
export interface Dual {
  readonly value: number;
  readonly slope: number;
}

/** The logit itself. */
export function logitOf(logit: number): Dual {
  return { value: logit, slope: 1 };
}

/** A number that does not depend on the logit. */
export function constant(value: number): Dual {
  return { value, slope: 0 };
}

/** The value without its derivative: what `detach` and `stop_gradient` leave. */
export function detached({ value }: Dual): Dual {
  return constant(value);
}

export function plus(one: Dual, other: Dual): Dual {
  return { value: one.value + other.value, slope: one.slope + other.slope };
}

/** 1 − x, as code that has only x computes it. */
export function oneMinus(x: Dual): Dual {
  return { value: 1 - x.value, slope: -x.slope };
}

export function negative(x: Dual): Dual {
  return scaled(x, -1);
}

export function scaled(x: Dual, factor: number): Dual {
  return { value: product(x.value, factor), slope: product(x.slope, factor) };
}

export function times(one: Dual, other: Dual): Dual {
  return {
    value: product(one.value, other.value),
    slope: product(one.slope, other.value) + product(one.value, other.slope),
  };
}

/** x^γ for x ≥ 0. The slope at x = 0 is that of the limit, infinite for γ below 1. */
export function power(x: Dual, gamma: number): Dual {
  return {
    value: x.value ** gamma,
    slope: product(x.slope, gamma === 0 ? 0 : gamma * x.value ** (gamma - 1)),
  };
}

export function logarithm(x: Dual): Dual {
  return { value: Math.log(x.value), slope: product(x.slope, 1 / x.value) };
}

/** 1 − e^(−x): what is missing of a probability whose cross-entropy is x. */
export function missingOf(x: Dual): Dual {
  return { value: -Math.expm1(-x.value), slope: product(x.slope, Math.exp(-x.value)) };
}

/** σ(x), to full relative accuracy. */
export function sigmoid(x: Dual): Dual {
  const value = logistic(x.value);
  return { value, slope: product(x.slope, value * logistic(-x.value)) };
}

/** log(1 + e^x), to full relative accuracy. */
export function softplus(x: Dual): Dual {
  return { value: softplusOf(x.value), slope: product(x.slope, logistic(x.value)) };
}

/** x within [minimum, maximum]; beyond, it no longer moves. */
export function clamped(x: Dual, minimum: number, maximum: number): Dual {
  if (x.value < minimum) {
    return constant(minimum);
  }
  return x.value > maximum ? constant(maximum) : x;
}

/** Nothing stays nothing, also beside what is infinite. */
function product(one: number, other: number): number {
  return one === 0 || other === 0 ? 0 : one * other;
}
