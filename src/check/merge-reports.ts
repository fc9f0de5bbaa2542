import { buildReport } from './build-report';
import type { Report } from './report';
import { mergeHardest, mergeRecords } from './statistics/merge-records';

/** Two reports that are not shards of one check. */
export class UnmergeableReportsError extends Error {
  override readonly name = 'UnmergeableReportsError';
}

/**
 * The report of all shards together, as if their data had been checked in one file.
 * @throws UnmergeableReportsError when the shards were read in different ways or with different parameters
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new UnmergeableReportsError('There are no reports to merge.');
  for (const [at, other] of others.entries()) assertMergeable(first, other, at + 2);
  return buildReport({
    inputs: reports.flatMap(({ inputs }) => inputs),
    unusedArrays: reports.flatMap(({ unusedArrays }) => unusedArrays),
    interpretation: first.interpretation,
    parameters: first.parameters,
    statistics: others.reduce((merged, { statistics }) => mergeRecords(merged, statistics), first.statistics),
    hardest: others.reduce((merged, { hardest }) => mergeHardest(merged, hardest), first.hardest),
    milliseconds: reports.reduce((sum, { timing }) => sum + timing.milliseconds, 0),
  });
}

function assertMergeable(first: Report, other: Report, position: number): void {
  const readings = [first, other].map(({ interpretation: { why: _, ...decisions } }) => decisions);
  const parameters = [first.parameters, other.parameters];
  const difference = firstDifference(readings) ?? firstDifference(parameters);
  if (difference !== null) {
    throw new UnmergeableReportsError(
      `report ${position} differs from report 1 in ${difference}: check all shards with the same choices and parameters.`,
    );
  }
}

/** The first entry that differs, in words; null when none does. */
function firstDifference(pair: readonly Readonly<Record<string, unknown>>[]): string | null {
  const [one, other] = pair;
  if (one === undefined || other === undefined) return null;
  const key = Object.keys(one).find((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
  return key === undefined ? null : `${key} (${JSON.stringify(one[key])}, ${JSON.stringify(other[key])})`;
}
