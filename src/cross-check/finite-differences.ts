import type { CrossCheck } from '../check/report/cross-check';
import { AgreementSearch } from './agreement';
import { type ComparedElement, elementAt } from './element';
import type { Prepared } from './prepare';

/** Logits that are moved in a row: all of a short one. */
const MOST_OF_ROW = 8;
/** Most logits that are looked at, each for each of a row that is moved: a fraction of a second. */
const MOST_WORK = 1_000_000;

/** Step of a logit: the error of the difference is about step⁴, that of rounding 1e-16 / step. */
const STEP = 2 ** -10;
/** The same as a share of a large logit, which would swallow the step. There a loss is a straight line. */
const STEP_OF_LOGIT = 2 ** -24;

/** A difference as a share of the loss and of its slope by log p_t that step and rounding explain. */
const TOLERANCE = 1e-6;
/** The slope of a loss that underflows. */
const LEAST_TOLERANCE = 1e-100;

/** The gradient of the product beside differences of its loss, both in float64. */
export function checkByDifferences(
  prepared: Prepared,
  placeOf: (at: number) => number[],
): CrossCheck['finiteDifferences'] {
  const { formula, tensors } = prepared;
  const perElement = tensors.interpretation.link === 'softmax' ? tensors.layout.channels : 1;
  const moved = Math.min(perElement, MOST_OF_ROW);
  const most = Math.max(1, Math.floor(MOST_WORK / (perElement * moved)));
  const elements = formula.losses.length;
  const chosen = Math.min(elements, most);
  const search = new AgreementSearch();
  let values = 0;
  for (let each = 0; each < chosen; each++) {
    const at = Math.floor((each * elements) / chosen);
    if (formula.takesPart[at] !== 1) {
      continue;
    }
    const element = elementAt(prepared, at);
    const own = formula.targets.subarray(at * perElement, (at + 1) * perElement);
    const target = own.indexOf(own.reduce(larger, 0));
    const step = Math.max(1, Math.floor(perElement / moved));
    for (let turn = 0; turn < moved; turn++) {
      // The target's own logit first, which has the largest slope.
      const logit = (target + turn * step) % perElement;
      const slope = formula.gradient[at * perElement + logit] ?? Number.NaN;
      const scale = element.pull + (formula.losses[at] ?? Number.NaN);
      const tolerance = TOLERANCE * scale + LEAST_TOLERANCE;
      search.add(at * perElement + logit, slope, differenceQuotient(element, logit), scale, tolerance);
      values++;
    }
  }
  return { values, gradient: search.result(placeOf) };
}

function larger(one: number, other: number): number {
  return Math.max(one, other);
}

/** The central difference of four points, whose error is of the fourth order. */
function differenceQuotient({ logits, lossAt }: ComparedElement, logit: number): number {
  const before = logits[logit] ?? Number.NaN;
  const step = Math.max(STEP, Math.abs(before) * STEP_OF_LOGIT);
  const moved = logits.slice();
  const at = (steps: number): number => {
    moved[logit] = before + steps * step;
    return lossAt(moved);
  };
  return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * step);
}
