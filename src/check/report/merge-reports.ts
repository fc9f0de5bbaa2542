import type { Shard } from '../../messages/facts';
import { ProblemError } from '../../messages/problem-error';
import { withListedClasses, withSameClasses } from '../statistics/class-entries';
import { withListedConfusions } from '../statistics/confusions';
import { mergeStatistics } from '../statistics/statistics';
import { buildReport } from './build-report';
import { decisionsOf, withReasons } from './interpretation';
import type { Interpretation, Report, TargetKind } from './report';

/**
 * The report of all shards together, as if their data were in one file. A decision that one shard had no data for (an
 * ignored target, a soft one) is taken from the others.
 * @throws ProblemError when there is no report, or the shards have different interpretations or parameters
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) {
    throw new ProblemError({ id: 'no-reports-to-merge', facts: {} });
  }
  const interpretation = commonInterpretation(first, others);
  for (const [at, other] of others.entries()) {
    assertSame(first.parameters, other.parameters, shardOf(first, 1), shardOf(other, at + 2));
  }
  const errors = reports.flatMap(({ estimate }) => (estimate === null ? [] : [estimate.relativeError]));
  return buildReport({
    inputs: reports.flatMap(({ inputs }) => inputs),
    unusedArrays: reports.flatMap(({ unusedArrays }) => unusedArrays),
    interpretation:
      others.length === 0
        ? interpretation
        : withReasons(interpretation, [{ id: 'merged-reports', facts: { reports: reports.length } }]),
    parameters: first.parameters,
    statistics: withListedConfusions(
      withListedClasses(
        reports
          .map(({ statistics }) => statistics)
          .reduce((one, later) => mergeStatistics(...withSameClasses(one, later))),
      ),
    ),
    milliseconds: reports.reduce((sum, { timing }) => sum + timing.milliseconds, 0),
    ...(errors.length === 0 ? {} : { estimate: { relativeError: Math.max(...errors) } }),
  });
}

function commonInterpretation(first: Report, others: readonly Report[]): Interpretation {
  const all = [first, ...others];
  const targets = all.some((report) => report.interpretation.targets === 'soft')
    ? 'soft'
    : first.interpretation.targets;
  const ignored = all.find((report) => report.interpretation.ignoreIndex !== null);
  const ignoreIndex = ignored?.interpretation.ignoreIndex ?? null;
  const common = { targets, ignoreIndex };
  const reading = readingOf(first, common);
  for (const [at, other] of others.entries()) {
    assertSame(reading, readingOf(other, common), shardOf(first, 1), shardOf(other, at + 2));
  }
  return { ...first.interpretation, ...common };
}

/** The interpretation of a report, with the others' decisions that would have given the same report. */
function readingOf(
  report: Report,
  common: { readonly targets: TargetKind; readonly ignoreIndex: number | null },
): ReturnType<typeof decisionsOf> {
  const reading = decisionsOf(report.interpretation);
  const isHard = reading.targets === 'binary' || reading.targets === 'one-hot';
  return {
    ...reading,
    targets: common.targets === 'soft' && isHard ? 'soft' : reading.targets,
    ignoreIndex: hasNone(report, common.ignoreIndex) ? common.ignoreIndex : reading.ignoreIndex,
  };
}

/** True if ignoring this target would not change the report. */
function hasNone({ interpretation, statistics }: Report, target: number | null): boolean {
  if (target === null || interpretation.ignoreIndex !== null) {
    return false;
  }
  const { invalidValues, invalidTargets } = statistics.leftOut;
  const remembered = invalidValues.reduce((sum, [, count]) => sum + count, 0);
  const isValid =
    target >= 0 && target <= (interpretation.targets === 'index' ? (interpretation.classes ?? 0) : 1);
  return !isValid && remembered === invalidTargets && !invalidValues.some(([value]) => value === target);
}

const OPTIONS: Readonly<Record<string, string>> = {
  input: '--input',
  link: '--link',
  targets: '--target-kind',
  classAxis: '--class-axis',
  backgroundClass: '--background-class',
  ignoreIndex: '--ignore-index',
  alpha: '--alpha',
  gamma: '--gamma',
  reduction: '--reduction',
};

function assertSame<Entries extends object>(
  one: Entries,
  other: Entries,
  shard: Shard,
  otherShard: Shard,
): void {
  for (const [key, value] of Object.entries(one)) {
    const its: unknown = Object.entries(other).find(([otherKey]) => otherKey === key)?.[1];
    if (JSON.stringify(value) === JSON.stringify(its)) {
      continue;
    }
    const facts = {
      shard,
      otherShard,
      key,
      value: textOf(value),
      otherValue: textOf(its),
      option: OPTIONS[key] ?? null,
    };
    throw new ProblemError({ id: 'reports-differ', facts });
  }
}

function shardOf({ inputs }: Report, position: number): Shard {
  return { position, file: inputs[0]?.file ?? null };
}

function textOf(value: unknown): string {
  return value === null ? 'none' : typeof value === 'string' ? value : JSON.stringify(value);
}
