import { exchangedSides } from '../fixes/building/exchanged-sides';
import { weightsWrittenAnew } from '../fixes/building/side-weights';
import { callsOf } from '../flow/calls';
import { measureWithNumber, roleOfNumber } from '../verdict/alpha';
import type { WatchedArray } from '../verdict/loss-runner';
import { placeOfAlpha } from './evidence/parameter';
import { arraysOf, holds, placeOfArray, tracedExamples } from './evidence/trace';
import { placeOfWeights } from './evidence/weights';
import { type LossSubject, type Rule, relatedAt } from './rule';

/** Comments that call α the weight of class 0 or of the negatives, or name it first in [α, 1 − α]: the author meant it. */
const MEANT =
  /(?:alpha|α)[^.\n]{0,60}(?:class(?:es)?[ -]?(?:0|zero)\b|background|negative|背景|第一类|负样本|类别 ?0)|\[ ?α ?, ?1 ?[-−] ?α/iu;

/** Target 1 is weighted by 1 − α and target 0 by α. */
export const alphaOnNegatives: Rule<'alpha-on-negatives'> = {
  id: 'alpha-on-negatives',
  severity: 'error',
  inLoss: (loss) => {
    const { verdict, file, code } = loss;
    const given = numberOnNegatives(loss);
    // A share that is counted in the data may be that of the positives, which 1 − α weights rightly.
    const isShare = loss.measure?.plan.alpha?.isOfData === true;
    if (isShare || (verdict.computes?.alphaRole !== 'classZero' && !given)) {
      return [];
    }
    const isMeant = MEANT.test(file.textOf(code.node));
    return [
      {
        facts: { isOfClasses: verdict.computes?.link === 'softmax' },
        at: given ? placeOfArray(given) : placeOfAlpha(verdict),
        related: relatedAt(
          placeOfWeights(loss, (alpha) => [alpha, 1 - alpha]),
          'reachesLoss',
        ),
        // Without a number, no α is on the wrong side.
        ...(isMeant || (given && !isGivenNumber(loss)) ? { severity: 'information' as const } : {}),
      },
    ];
  },
  fixInLoss: (loss, at) => {
    const { measure, verdict } = loss;
    const role = (measure?.layout.width ?? 1) > 2 ? ('foreground' as const) : ('positives' as const);
    return [...exchangedSides(loss, at), ...weightsWrittenAnew(loss)].map((edits) => ({
      title: 'alpha-to-positives' as const,
      edits,
      // An α that is None by default stays off.
      changes: verdict.computes?.alphaRole === 'off' ? {} : { alphaRole: role },
    }));
  },
};

/** A number for an α that is None by default. */
const GIVEN = 0.3;

/** True if the file makes the loss with a number for its α. */
function isGivenNumber({ measure, file, code }: LossSubject): boolean {
  const name = measure?.plan.alpha?.name;
  return callsOf(code.name, file.root).some((call) =>
    (file.syntax.call(call)?.slots ?? []).some((slot) => slot.name === name && slot.value?.type === 'float'),
  );
}

/** The weights [α, 1 − α] that a loss makes of a number, in code that asks whether its α, None by default, is one. */
function numberOnNegatives({ measure, verdict, file, code }: LossSubject): WatchedArray | undefined {
  const name = measure?.plan.alpha?.name;
  const asksForNumber = new RegExp(
    String.raw`isinstance\((?:self\.)?${name}\s*,[^\n]*\b(?:float|int|Number)\b`,
  );
  if (!measure || verdict.computes?.alphaRole !== 'off' || !asksForNumber.test(file.textOf(code.node))) {
    return undefined;
  }
  const given = measureWithNumber(measure);
  return given && roleOfNumber(given) === 'classZero'
    ? arraysOf(given, tracedExamples(given), { alpha: GIVEN }).find((array) =>
        holds(array, [GIVEN, 1 - GIVEN]),
      )
    : undefined;
}
