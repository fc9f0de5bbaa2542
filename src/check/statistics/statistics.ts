import { classScoresStatistic } from './class-scores';
import { confusionsStatistic } from './confusions';
import { expectedClassesStatistic } from './expected-classes';
import { gradientStatistic } from './gradient-agreement';
import { hardestStatistic } from './hardest';
import { leftOutStatistic } from './left-out';
import { listedClassesStatistic } from './listed-classes';
import { lossAgreementStatistic } from './loss-agreement';
import { lossMarginsStatistic } from './loss-margins';
import { lossesStatistic } from './losses';
import { marginsStatistic } from './margins';
import { type Merged, mergeEntries, object } from './mergeable';
import { probabilitiesStatistic } from './probabilities';
import { reliabilityStatistic } from './reliability';
import type { CheckedData, Locator } from './statistic';
import { temperatureStatistic } from './temperature';
import { valuesStatistic } from './values';

/**
 * All statistics of a check, by their name in the report: sums, counts, extrema, histograms and bounded lists, so that their
 * size does not depend on the size of the data. Everything else about them is derived from this list.
 */
export const STATISTICS = {
  values: valuesStatistic,
  leftOut: leftOutStatistic,
  losses: lossesStatistic,
  probabilities: probabilitiesStatistic,
  margins: marginsStatistic,
  lossMargins: lossMarginsStatistic,
  hardest: hardestStatistic,
  reliability: reliabilityStatistic,
  temperature: temperatureStatistic,
  gradient: gradientStatistic,
  loss: lossAgreementStatistic,
  listedClasses: listedClassesStatistic,
  confusions: confusionsStatistic,
  expectedClasses: expectedClassesStatistic,
  classScores: classScoresStatistic,
};

export type StatisticId = keyof typeof STATISTICS;

const record = object(
  STATISTICS,
  'Everything that a report is derived from, and that shards are merged from.',
);

/** The schema of the record of all statistics. */
export const statisticsSchema = record.schema;

/** All statistics of a check, as plain data. */
export type StatisticsRecord = Merged<typeof record>;

/** Some statistics. */
export type StatisticsPart = Partial<StatisticsRecord>;

/** The accumulators of some statistics. */
export type Accumulators = {
  readonly [Id in StatisticId]?: Exclude<ReturnType<(typeof STATISTICS)[Id]['start']>, null>;
};

/**
 * Merges the same statistics of two parts of the data, taken under the same interpretation and parameters. The parts of one
 * pass and the records of saved reports merge alike.
 * @param later the part of the data after that of `one`
 */
export function mergeStatistics<Part extends StatisticsPart>(one: Part, later: Part): Part {
  return mergeEntries(STATISTICS, one, later);
}

/** The names of the statistics that a pass over the data gathers. The others are null. */
export function gatheredStatistics(data: CheckedData): StatisticId[] {
  return idsOf(STATISTICS).filter((id) => STATISTICS[id].start(data) !== null);
}

export function startAccumulators(ids: readonly StatisticId[], data: CheckedData): Accumulators {
  return byId(ids, (id) => STATISTICS[id].start(data));
}

/** Returns the statistics that the accumulators have gathered. */
export function partOf(accumulators: Accumulators, locator: Locator): StatisticsPart {
  return byId(idsOf(accumulators), (id) => accumulators[id]?.record(locator));
}

/** Some of the statistics of a part. */
export function picked(part: StatisticsPart, ids: readonly StatisticId[]): StatisticsPart {
  return byId(ids, (id) => part[id]);
}

/** The record of all statistics. Those that are not in the part are null, because the data have nothing for them. */
export function completed(part: StatisticsPart): StatisticsRecord {
  return byId(idsOf(STATISTICS), (id) => part[id] ?? null);
}

function idsOf(entries: Readonly<Partial<Record<StatisticId, unknown>>>): StatisticId[] {
  return Object.keys(entries) as StatisticId[];
}

/** An entry for each id. The caller knows that the entry of an id has the type that `ById` has there. */
function byId<ById extends Partial<Record<StatisticId, unknown>>>(
  ids: readonly StatisticId[],
  entry: (id: StatisticId) => unknown,
): ById {
  return Object.fromEntries(ids.map((id) => [id, entry(id)] as const)) as ById;
}
