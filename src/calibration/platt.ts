import { sigmoid } from '../numerics/stable';

/** Examples of one logit and one target. */
export interface WeightedLogit {
  readonly logit: number;
  readonly target: 0 | 1;
  readonly count: number;
}

/** σ(slope · x + intercept). */
export interface PlattScaling {
  readonly slope: number;
  readonly intercept: number;
}

const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/**
 * The least part of the decrease that its slope promises which a step must reach (Armijo's condition): a step that only
 * decreases the loss may end where the loss is flat, and the next one anywhere.
 */
const LEAST_PART = 0.1;
const CONVERGED = 1e-12;
/** Largest slope: it grows without end where positives and negatives lie apart. */
const STEEPEST = 1e4;

/**
 * The slope and intercept that minimise the log loss of σ(slope · x + intercept), by Newton's method (Platt 1999, without
 * his change of the targets, which guards small sets).
 * @returns null where no finite ones do: a side is absent, or a threshold separates the sides
 */
export function plattScaling(examples: readonly WeightedLogit[]): PlattScaling | null {
  if (!examples.some(({ target }) => target === 1) || !examples.some(({ target }) => target === 0)) {
    return null;
  }
  let at: PlattScaling = { slope: 1, intercept: 0 };
  let state = derivativesAt(examples, at);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { slope: g, intercept: h, slopeTwice: a, mixed: b, interceptTwice: c } = state;
    const determinant = a * c - b * b;
    if (!(determinant > 0)) {
      return null;
    }
    const change = { slope: (b * h - c * g) / determinant, intercept: (b * g - a * h) / determinant };
    const decrease = -(g * change.slope + h * change.intercept);
    if (decrease <= CONVERGED * state.loss) {
      return at;
    }
    let length = 1;
    let next = along(at, change, length);
    let reached = derivativesAt(examples, next);
    const isEnough = () => reached.loss <= state.loss - LEAST_PART * length * decrease;
    for (let halving = 0; halving < MOST_HALVINGS && !isEnough(); halving++) {
      length /= 2;
      next = along(at, change, length);
      reached = derivativesAt(examples, next);
    }
    if (Math.abs(next.slope) > STEEPEST) {
      return null;
    }
    at = next;
    state = reached;
  }
  return null;
}

function along({ slope, intercept }: PlattScaling, change: PlattScaling, length: number): PlattScaling {
  return { slope: slope + length * change.slope, intercept: intercept + length * change.intercept };
}

function derivativesAt(
  examples: readonly WeightedLogit[],
  { slope: steepness, intercept: shift }: PlattScaling,
) {
  let [loss, slope, intercept, slopeTwice, mixed, interceptTwice] = [0, 0, 0, 0, 0, 0];
  for (const { logit, target, count } of examples) {
    const sign = 2 * target - 1;
    const margin = sign * (steepness * logit + shift);
    const missing = sigmoid(-margin);
    loss += count * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
    const first = -sign * count * missing;
    const second = count * missing * sigmoid(margin);
    slope += first * logit;
    intercept += first;
    slopeTwice += second * logit * logit;
    mixed += second * logit;
    interceptTwice += second;
  }
  return { loss, slope, intercept, slopeTwice, mixed, interceptTwice };
}
