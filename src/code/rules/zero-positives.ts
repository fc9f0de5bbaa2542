import { divisorAtLeastOne, divisorsOfAtLeastOne } from '../fixes/building/divisors';
import { placesOf } from './evidence/edge-cases';
import { unboundedCounts } from './evidence/positives-in-divisor';
import type { LossSubject, Rule } from './rule';

/** True for a loss of rows that the file hands one-hot targets: each row has its positive. */
function isGivenOneHot({ code, file }: LossSubject): boolean {
  const call = new RegExp(String.raw`(?<!def )\b${code.name}\([^()]*one_?hot`, 'i');
  return call.test(file.text);
}

/** The loss of a batch without positives is not finite. */
export const zeroPositives: Rule<'zero-positives'> = {
  id: 'zero-positives',
  severity: 'error',
  inLoss: (loss) =>
    isGivenOneHot(loss)
      ? []
      : placesOf(loss.verdict, 'noPositives', 'lossNotFinite').map((at) => ({ facts: {}, at })),
  fixInLoss: (loss, at) =>
    divisorsOfAtLeastOne(loss, at).map((edits) => ({ title: 'at-least-one-positive' as const, edits })),
  inFile: (subject) => unboundedCounts(subject).map((at) => ({ facts: {}, at })),
  fixInFile: ({ file }, at) =>
    divisorAtLeastOne(file, at).map((edits) => ({ title: 'at-least-one-positive' as const, edits })),
};
