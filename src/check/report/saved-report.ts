import * as v from 'valibot';
import { optionalNumber } from './primitives';
import { reportSchema } from './report';

/** The word of an earlier version for a reduction, and the reduction that it means. */
const earlierReductionSchema = v.looseObject({
  parameters: v.looseObject({ reduction: v.picklist(['mean', 'meanOverNotIgnored']) }),
  losses: v.looseObject({ focal: v.looseObject({ mean: optionalNumber, meanOverAll: optionalNumber }) }),
  reducedLoss: optionalNumber,
});

/** A report that was saved, also by an earlier version; gives it in the words of this one. */
export const savedReportSchema = v.pipe(
  v.unknown(),
  v.transform(inWordsOfToday),
  v.transform(withHardestStatistic),
  v.transform(withAbsentStatistics),
  v.transform(withAbsentMeasures),
  reportSchema,
);

/** The hardest examples as a report of an earlier version has them. */
const earlierHardestSchema = v.looseObject({
  hardest: v.unknown(),
  statistics: v.looseObject({ hardest: v.optional(v.undefined()) }),
});

/** Earlier versions called the mean over all elements `mean`, and `mean` the `meanOverNotIgnored`. */
function inWordsOfToday(saved: unknown): unknown {
  const earlier = v.safeParse(earlierReductionSchema, saved);
  if (!earlier.success) {
    return saved;
  }
  const { parameters, losses, reducedLoss } = earlier.output;
  const { mean, meanOverAll } = losses.focal;
  const isOverAll = parameters.reduction === 'mean' && reducedLoss === meanOverAll && meanOverAll !== mean;
  return {
    ...earlier.output,
    parameters: { ...parameters, reduction: isOverAll ? 'meanOverAll' : 'mean' },
  };
}

/** Earlier versions had the hardest examples beside the statistics only. */
function withHardestStatistic(saved: unknown): unknown {
  const earlier = v.safeParse(earlierHardestSchema, saved);
  if (!earlier.success) {
    return saved;
  }
  const { hardest, statistics } = earlier.output;
  return { ...earlier.output, statistics: { ...statistics, hardest } };
}

/** Statistics that earlier versions did not gather. */
const earlierStatisticsSchema = v.looseObject({
  statistics: v.looseObject({
    confusions: v.optional(v.unknown(), null),
    expectedClasses: v.optional(v.unknown(), null),
    classScores: v.optional(v.unknown(), null),
  }),
});

/** Adds null for the statistics that earlier versions did not gather. */
function withAbsentStatistics(saved: unknown): unknown {
  const earlier = v.safeParse(earlierStatisticsSchema, saved);
  return earlier.success ? earlier.output : saved;
}

/** Measures that earlier versions did not have. */
const earlierRankingSchema = v.looseObject({
  ranking: v.looseObject({
    topFive: v.optional(v.unknown(), null),
    rocAucOfLabels: v.optional(v.unknown(), null),
    classes: v.optional(v.unknown(), []),
    confusions: v.optional(v.unknown(), []),
  }),
});

function withAbsentMeasures(saved: unknown): unknown {
  const earlier = v.safeParse(earlierRankingSchema, saved);
  return earlier.success ? earlier.output : saved;
}
