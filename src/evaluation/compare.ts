import type { ComputedLoss, LossDifference, Parameters } from '../check/report/report';
import type { Computes } from '../code/verdict/document';
import { reductionDivisor, SINGLE_REDUCTIONS, type SingleReduction } from '../loss/reduction';
import type { CheckedTensors } from './checked-tensors';
import type { FormulaLosses } from './formula';

/** The losses that code gave on tensors. */
export interface CodeLosses {
  /** The loss, or the losses of the elements that were given. */
  readonly result: Float64Array;
  /** The loss of each element; NaN for those that were not given. Null where the code gives none. */
  readonly losses: Float64Array | null;
  /** The gradient of the sum of the result by each logit, in the order of the rows; null where there is none. */
  readonly gradient: Float64Array | null;
  readonly link: Computes['link'];
  /** With the arguments that it was given, as far as it is known. */
  readonly reduction: Computes['reduction'];
}

/** Two numbers are equal within this share of the larger, or of the largest gradient: float32 with its sums. */
const TOLERANCE = 1e-4;

/** Sets what the code computes beside the formula. */
export function compare(
  tensors: CheckedTensors,
  parameters: Parameters,
  formula: FormulaLosses,
  code: CodeLosses,
): ComputedLoss {
  const value = code.result.reduce((sum, loss) => sum + loss, 0);
  const sum = formula.losses.reduce((total, loss) => total + loss, 0);
  const reduction = reductionBeside(value, sum, formula, code.reduction);
  const divisor = reductionDivisor(reduction, formula.counts);
  const expected = sum / divisor;
  const { gradient } = code;
  const slopes = formula.gradient.map((slope) => slope / divisor);
  const difference = gradient && largestDifference(gradient, slopes, (at) => placeOfLogit(tensors, at));
  return {
    kind: 'computed',
    value: finite(value),
    valueText: String(value),
    elements: code.result.length,
    formula: { value: finite(expected), reduction },
    gradient: gradient && {
      norm: finite(normOf(gradient)),
      formulaNorm: finite(normOf(slopes)),
      notFinite: gradient.reduce((count, slope) => count + (Number.isFinite(slope) ? 0 : 1), 0),
      difference,
    },
    valueDifference:
      code.losses &&
      largestDifference(code.losses, formula.losses, (at) => placeOfElement(tensors, at), formula.takesPart),
    comparison: comparisonOf(tensors, parameters, formula, code, slopes, { value, expected }),
  };
}

/** The reduction of the formula that is the code's, as the probes show it; of several, the one with the nearest value. */
function reductionBeside(
  value: number,
  sum: number,
  { counts }: FormulaLosses,
  reduction: Computes['reduction'],
): SingleReduction {
  const fitting = FITTING[reduction ?? 'other'];
  const distance = (each: SingleReduction): number => {
    const apart = Math.abs(value - sum / reductionDivisor(each, counts));
    return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
  };
  return fitting.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

type Reductions = readonly [SingleReduction, ...SingleReduction[]];

/** A mean of the probes, in which nothing is left out, is one over all or over those that take part. */
const FITTING: Readonly<Record<NonNullable<Computes['reduction']>, Reductions>> = {
  none: ['sum'],
  sum: ['sum'],
  mean: ['meanOverAll', 'mean'],
  meanOverPositives: ['meanOverPositives'],
  other: SINGLE_REDUCTIONS,
};

function comparisonOf(
  tensors: CheckedTensors,
  parameters: Parameters,
  formula: FormulaLosses,
  { gradient, link }: CodeLosses,
  slopes: Float64Array,
  { value, expected }: { readonly value: number; readonly expected: number },
): ComputedLoss['comparison'] {
  const valueAgrees = isNear(value, expected);
  if (!gradient) {
    return { kind: 'noGradient', valueAgrees };
  }
  const isSpoiled = (slope: number, at: number): boolean =>
    !Number.isFinite(slope) && formula.takesPart[elementOf(tensors, at)] === 1;
  const spoiled = gradient.findIndex(isSpoiled);
  if (spoiled >= 0) {
    const count = gradient.reduce((sum, slope, at) => sum + (isSpoiled(slope, at) ? 1 : 0), 0);
    return { kind: 'notFinite', count, index: placeOfLogit(tensors, spoiled) };
  }
  const all = factorOf(gradient, slopes, () => true);
  // Values that are not finite come from elements that the formula leaves out.
  if (all !== null && isNear(all, 1) && (valueAgrees || !Number.isFinite(value))) {
    return { kind: 'agrees' };
  }
  const { link: ofReport } = tensors.interpretation;
  if (link !== null && link !== ofReport) {
    return { kind: 'otherLink', code: link };
  }
  const isPositive = (at: number): boolean => formula.isPositive[elementOf(tensors, at)] === 1;
  const positives = all ?? factorOf(gradient, slopes, isPositive);
  const negatives = all ?? factorOf(gradient, slopes, (at) => !isPositive(at));
  if (positives === null || negatives === null) {
    return { kind: 'differs' };
  }
  const alpha = alphaOf(tensors, parameters, positives, negatives);
  if (alpha !== null) {
    return { kind: 'otherAlpha', alpha };
  }
  return all === null ? { kind: 'sides', positives, negatives } : { kind: 'scaled', factor: all };
}

/** How α is used by code with these factors beside the formula; null where they are not those of another use of α. */
function alphaOf(
  { interpretation }: CheckedTensors,
  { alpha }: Parameters,
  positives: number,
  negatives: number,
): 'off' | 'reversed' | null {
  if (typeof alpha !== 'number') {
    return null;
  }
  const others = interpretation.link === 'softmax' ? alpha : 1 - alpha;
  if (isNear(positives * alpha, 1) && isNear(negatives * others, 1)) {
    return 'off';
  }
  return isNear(positives * alpha, others) && isNear(negatives * others, alpha) ? 'reversed' : null;
}

function isNear(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= TOLERANCE * Math.abs(expected);
}

/** The factor between two gradients where there is one for all of the chosen logits; null where there is none. */
function factorOf(
  gradient: Float64Array,
  slopes: Float64Array,
  isChosen: (at: number) => boolean,
): number | null {
  let product = 0;
  let square = 0;
  let largest = 0;
  for (let at = 0; at < slopes.length; at++) {
    if (isChosen(at)) {
      const [slope, own] = [slopes[at] ?? 0, gradient[at] ?? 0];
      product += Number.isFinite(own) ? slope * own : 0;
      square += slope * slope;
      largest = Math.max(largest, Math.abs(slope));
    }
  }
  // Nothing is nothing times 1.
  const factor = square === 0 ? 1 : product / square;
  const tolerance = TOLERANCE * largest * Math.abs(factor);
  const isEverywhere = (): boolean =>
    gradient.every(
      (own, at) =>
        !isChosen(at) || !Number.isFinite(own) || Math.abs(own - factor * (slopes[at] ?? 0)) <= tolerance,
    );
  return Number.isFinite(factor) && isEverywhere() ? factor : null;
}

function largestDifference(
  code: Float64Array,
  formula: Float64Array,
  placeOf: (at: number) => number[],
  counts?: Uint8Array,
): LossDifference | null {
  let largest = -1;
  let found = 0;
  for (let at = 0; at < code.length; at++) {
    const apart = Math.abs((code[at] ?? Number.NaN) - (formula[at] ?? Number.NaN));
    if (apart > largest && Number.isFinite(apart) && counts?.[at] !== 0) {
      largest = apart;
      found = at;
    }
  }
  return largest < 0
    ? null
    : { largest, index: placeOf(found), code: code[found] ?? 0, formula: formula[found] ?? 0 };
}

function elementOf({ interpretation, layout }: CheckedTensors, at: number): number {
  return interpretation.link === 'softmax' ? Math.floor(at / layout.channels) : at;
}

function placeOfLogit({ indexOf, layout: { channels } }: CheckedTensors, at: number): number[] {
  return indexOf(Math.floor(at / channels), at % channels);
}

/** The logit of an element; of a row its first. */
function placeOfElement(tensors: CheckedTensors, at: number): number[] {
  const { interpretation, layout } = tensors;
  return placeOfLogit(tensors, interpretation.link === 'softmax' ? at * layout.channels : at);
}

function normOf(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
