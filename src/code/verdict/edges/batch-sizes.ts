import type { Computes, EdgeCase } from '../document';
import { EQUAL, isClose, type Measure, totalOf } from '../measure';
import { exampleOf } from '../probes';
import { edgeCase, effectOn } from './effects';

/** Matches the question whether there is an element at all. */
const ASKS_FOR_EXAMPLES =
  /(?:(?:numel|nelement)\(\)|(?:\blen|numel)\((?![^()]*\.shape\))[^()]*\)|\.size\(0\)|\.shape\[0\]|\.size)\s*(?:==|!=|<=?|>)\s*[01]\b/;

/** A batch of one example, and one of none where the code speaks of it; a detector speaks of objects, and has its anchors always. */
export function ofSizes(measure: Measure, computes: Computes, definition: string): EdgeCase[] {
  const none =
    ASKS_FOR_EXAMPLES.test(definition) && !measure.layout.mustTellTargets
      ? effectOn(measure, 'noExamples', measure.layout.batch([]))
      : null;
  return [ofOne(measure, computes), none].filter((each) => each !== null);
}

function ofOne(measure: Measure, { reduction }: Computes): EdgeCase | null {
  const { layout, plan, runner } = measure;
  const example = exampleOf(layout.width, 0, 1);
  const batch = layout.batch([example]);
  const [outcome] = runner.run(plan.with({}), [batch]);
  if (outcome?.kind === 'exception') {
    return edgeCase('oneExample', 'raises', { exception: outcome.exception });
  }
  const total = outcome && totalOf(outcome);
  const ofEqual = measure.ofEqual(example, {});
  const share = shareOf(reduction);
  if (!total || !ofEqual || share === null || isClose(total.loss, ofEqual.loss / share, 1e-6)) {
    return null;
  }
  return edgeCase('oneExample', 'otherValue');
}

/** Returns how often the total of `EQUAL` equal examples holds the loss of one; null where that is not known. */
function shareOf(reduction: Computes['reduction']): number | null {
  switch (reduction) {
    case 'mean':
    case 'meanOverPositives':
      return 1;
    case 'none':
    case 'sum':
      return EQUAL;
    default:
      return null;
  }
}
