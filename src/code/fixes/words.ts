import { numberText } from '../../format/number-text';
import type { Sampled } from '../../messages/facts';
import type { Messages } from '../../messages/messages';
import { isClose } from '../verdict/measure';
import type { Fix } from './find-fixes';

/** The examples in the order in which their losses are shown. */
const EXAMPLES: readonly Sampled[] = ['positive', 'negative', 'wrongPositive', 'wrongNegative'];
/** Most changes that a title tells. */
const MOST_CHANGES = 2;

/** A fix as a sentence, with the losses of examples before and after it. */
export function fixText({ title, before, after }: Fix, { fixes, lint }: Messages): string {
  const changes = EXAMPLES.flatMap((example) => {
    const [was, is] = [before?.[example] ?? null, after?.[example] ?? null];
    return is === null || isSame(was, is)
      ? []
      : [lint.change({ example, before: lossText(was, lint), after: lossText(is, lint) })];
  });
  return lint.fixWith({ title: fixes[title], changes: changes.slice(0, MOST_CHANGES) });
}

function isSame(was: number | null, is: number): boolean {
  return was !== null && (Object.is(was, is) || isClose(was, is));
}

function lossText(loss: number | null, { raises }: Messages['lint']): string {
  if (loss === null) {
    return raises;
  }
  return Number.isNaN(loss) ? 'NaN' : numberText(loss);
}
