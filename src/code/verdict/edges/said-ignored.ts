import type { Place } from '../../run/language/program';
import type { Computes } from '../document';
import type { Measure } from '../measure';
import type { Batch } from '../probes';
import type { LossText } from './loss-text';

/** Matches docstrings and comments. */
const PROSE = /"""[\s\S]*?"""|'''[\s\S]*?'''|\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*/g;
/** Matches a number of which a sentence says that it is ignored. */
const SAID = /(?<!\w)(-\d+|255)\b[^\n.;,]{0,30}\bignored?\b|\bignored?\b[^\n.;,]{0,12}(?<!\w)(-\d+|255)\b/gi;
/** Matches words that deny it; not `-1 not labelled (ignored)`. */
const DENIED = /\b(?:not|never|no longer)(?: \w+){0,2} ignored?\b/i;
/** Matches code that may leave examples out by what its caller says of them. */
const TAKES_MASK = /mask|valid|weight/i;

/** The targets that only the words of a loss call ignored; none where its caller may leave them out. */
export function numbersSaidIgnored(
  { definition }: LossText,
  reduction: Computes['reduction'],
): readonly number[] {
  const prose = reduction === 'none' || TAKES_MASK.test(definition) ? [] : (definition.match(PROSE) ?? []);
  const numbers = prose.flatMap((each) =>
    [...each.matchAll(SAID)]
      .filter(([words]) => !DENIED.test(words))
      .map(([, before, behind]) => Number(before ?? behind)),
  );
  return [...new Set(numbers)];
}

/** The place that puts the target of a class in place of an ignored one and leaves all others as they are. */
export function placeOfReplaced(
  batch: Batch,
  ignored: number,
  { layout, runner, plan }: Measure,
): Place | null {
  const classes = Math.max(layout.width, 2);
  const { values } = runner.watched(plan.with({}), batch);
  const replaced = values.find(
    ({ tensor: { data, size }, phase }) =>
      phase === 'forward' &&
      size === batch.targets.length &&
      Array.from(batch.targets).every((target, at) => {
        const found = data[at] ?? Number.NaN;
        return target === ignored
          ? found >= 0 && found < classes && Number.isInteger(found)
          : found === target;
      }),
  );
  return replaced?.place ?? null;
}
