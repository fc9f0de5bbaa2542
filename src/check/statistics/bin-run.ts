import * as v from 'valibot';
import { count } from '../report/primitives';
import { type About, type Mergeable, mergeable } from './mergeable';

const binRunSchema = v.object({ first: count, counts: v.pipe(v.string(), v.regex(/^(\d+( \d+)*)?$/)) });

/**
 * The counts of consecutive bins, from the first filled one to the last, as decimal numbers with a space between them: a
 * record of a thousand histograms is then read and posted as fast as one of a thousand numbers.
 */
export type BinRun = v.InferOutput<typeof binRunSchema>;

/** A histogram as a run of bins. */
export function binRun(about: About): Mergeable<BinRun> {
  return mergeable(binRunSchema, 'sumOfBins', about, mergeRuns);
}

/** @param counts of all bins, from number 0 on */
export function runOfBins(counts: ArrayLike<number>): BinRun {
  let [first, end] = [0, counts.length];
  while (end > 0 && counts[end - 1] === 0) {
    end--;
  }
  while (first < end && counts[first] === 0) {
    first++;
  }
  let text = '';
  for (let bin = first; bin < end; bin++) {
    text += bin === first ? counts[bin] : ` ${counts[bin]}`;
  }
  return { first: text === '' ? 0 : first, counts: text };
}

/** The counts of a run, the first of bin `first`. */
export function countsOfRun({ counts }: BinRun): number[] {
  return counts === '' ? [] : counts.split(' ').map(Number);
}

function mergeRuns(one: BinRun, later: BinRun): BinRun {
  const runs = [one, later].map((run) => ({ first: run.first, counts: countsOfRun(run) }));
  const sums = new Float64Array(Math.max(...runs.map(({ first, counts }) => first + counts.length)));
  for (const { first, counts } of runs) {
    for (const [at, amount] of counts.entries()) {
      sums[first + at] = (sums[first + at] ?? 0) + amount;
    }
  }
  return runOfBins(sums);
}
