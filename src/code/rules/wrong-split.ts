import { numberText } from '../../format/number-text';
import { softplus } from '../../numerics/stable';
import { crossEntropiesOfFramework } from '../fixes/building/log-space';
import { ignoresTargets } from '../verdict/layouts';
import { EQUAL, isClose, Measure } from '../verdict/measure';
import { type Example, LAYOUTS } from '../verdict/probes';
import { lastReturn } from './evidence/place';
import { targetProbabilityOf } from './evidence/probabilities';
import { arraysOf, placeOfArray, placeOfLosses } from './evidence/trace';
import type { LossSubject, Rule, TextRange } from './rule';

/** The cross-entropy that a loss has on one side of logit 0, where that of the other side is right. */
interface WrongSide {
  readonly target: 0 | 1;
  readonly logits: readonly number[];
  /** The cross-entropies that the loss has in place of the right ones. */
  readonly seen: readonly number[];
  /** Those at logits of both signs: a part of the stable form may agree at one of them. */
  readonly ofBothSigns: readonly Ratio[];
}

/** The parts of the stable cross-entropy are chosen by the wrong rule. */
export const wrongSplit: Rule<'wrong-split'> = {
  id: 'wrong-split',
  severity: 'error',
  leadsTo: ['sign-error', 'overflow-exp'],
  inLoss: (loss) => {
    const isOfLogits = loss.measure?.layout.width === 1 && loss.verdict.computes?.input === 'logits';
    const measure = isOfLogits ? loss.measure : ofSigns(loss);
    const wrong = measure && (isOfLogits ? wrongSideOf(measure) : splitBySign(measure));
    const [logit = 0] = wrong?.logits ?? [];
    const [seen = 0] = wrong?.seen ?? [];
    const facts = {
      side: wrong?.target === 1 ? ('positive' as const) : ('negative' as const),
      logit: numberText(logit),
      seen: numberText(seen),
      right: numberText(crossEntropyAt(logit, wrong?.target ?? 0)),
    };
    return measure && wrong
      ? [{ facts, at: placeOf(loss, wrong) ?? placeOfLosses(measure) ?? lastReturn(loss) }]
      : [];
  },
  fixInLoss: (loss) =>
    crossEntropiesOfFramework(loss).map((edits) => ({
      title: 'stable-cross-entropy' as const,
      edits,
      changes: {},
    })),
};

/** The weights of equal examples by mean and sum, with and without an α of 0.5. */
const USUAL_WEIGHTS = [1, 0.5, EQUAL, 0.5 * EQUAL];

/** Ordinary logits of one sign. */
const SIZES = [0.6, 1.7, 2.4];

function crossEntropyAt(logit: number, target: 0 | 1): number {
  return softplus(target === 1 ? -logit : logit);
}

/**
 * The cross-entropy of a side that the loss has at both signs of some logits, up to a weight of the side.
 *
 * @param target that of the examples: another one than the side for a loss that does not look at its targets
 */
function crossEntropies(
  measure: Measure,
  side: 0 | 1,
  signs: readonly number[],
  target: 0 | 1 = side,
): Ratio[] {
  const gamma = 2;
  // Both sides have the same weight then.
  const settings = { ...measure.usual, gamma, ...(measure.plan.alpha ? { alpha: 0.5 } : {}) };
  return signs.flatMap((sign) =>
    SIZES.map((size) => {
      const logit = sign * size;
      const right = crossEntropyAt(logit, side);
      const factor = (1 - targetProbabilityOf({ input: [logit], target: side })) ** gamma;
      const seen = measure.ofExample({ input: [logit], target }, settings) ?? Number.NaN;
      return { logit, right, seen: seen / factor };
    }),
  );
}

interface Ratio {
  readonly logit: number;
  readonly right: number;
  readonly seen: number;
}

/** The weight of a loss that is right but for it; null for any other. */
function weightOf(ratios: readonly Ratio[]): number | null {
  const [weight = 0, ...others] = ratios.map(({ seen, right }) => seen / right);
  return weight > 0 && others.every((other) => isClose(other, weight, 1e-3)) ? weight : null;
}

/** A loss that is the same whatever its targets are, given single decisions: rows run too. Null for any other. */
function ofSigns({ measure, verdict: { computes } }: LossSubject): Measure | null {
  const [vector] = LAYOUTS.filter(({ name }) => name === 'vector');
  return measure && vector && computes?.input === null && ignoresTargets(measure)
    ? new Measure(measure.runner, measure.plan, vector)
    : null;
}

/** A loss that takes the sign of the logit for the target. */
function splitBySign(measure: Measure): WrongSide | null {
  const [ofPositive, ofNegative] = ([1, 0] as const).map((side) =>
    weightOf(crossEntropies(measure, side, [side === 1 ? 1 : -1], 1)),
  );
  if (!ofPositive || !ofNegative || !isClose(ofPositive, ofNegative)) {
    return null;
  }
  const logits = SIZES.map((size) => -size);
  return { target: 1, logits, seen: logits.map((logit) => crossEntropyAt(logit, 0)), ofBothSigns: [] };
}

function wrongSideOf(measure: Measure): WrongSide | null {
  for (const target of [1, 0] as const) {
    for (const [right, wrong] of [
      [1, -1],
      [-1, 1],
    ] as const) {
      const ofOtherSign = weightOf(crossEntropies(measure, target, [right]));
      const ofOtherTarget = weightOf(crossEntropies(measure, target === 1 ? 0 : 1, [1, -1]));
      const weights = ofOtherSign ?? ofOtherTarget;
      const ratios = crossEntropies(measure, target, [wrong]);
      const weight = (weights === null ? USUAL_WEIGHTS : [weights]).find((each) =>
        ratios.every((ratio) => isOtherPart(ratio, each, ofOtherSign !== null)),
      );
      if (weight !== undefined) {
        const seen = ratios.map((ratio) => ratio.seen / weight);
        const ofBothSigns = crossEntropies(measure, target, [right, wrong]).map((ratio) => ({
          ...ratio,
          seen: ratio.seen / weight,
        }));
        return { target, logits: ratios.map(({ logit }) => logit), seen, ofBothSigns };
      }
    }
  }
  return null;
}

/** True for a cross-entropy that is not right; where it is wrong for both signs, it has to lack a part of the stable form or have one too many. */
function isOtherPart({ logit, right, seen }: Ratio, weight: number, isOtherSignRight: boolean): boolean {
  const surplus = (seen / weight - right) / logit;
  return isOtherSignRight
    ? Math.abs(seen / weight / right - 1) > 0.02
    : [-2, -1, 1, 2].some((parts) => isClose(surplus, parts, 1e-6));
}

/** The place of the first array with the cross-entropies of the wrong side; null where both sides have none of their own. */
function placeOf({ measure }: LossSubject, { target, ofBothSigns }: WrongSide): TextRange | null {
  const examples = ofBothSigns.map(({ logit }): Example => ({ input: [logit], target }));
  const found =
    measure && examples.length > 0
      ? arraysOf(measure, examples).find(({ tensor }) =>
          ofBothSigns.every(({ seen }, at) =>
            isClose(Math.abs(tensor.data[at] ?? Number.NaN), Math.abs(seen), 1e-3),
          ),
        )
      : undefined;
  return placeOfArray(found);
}
