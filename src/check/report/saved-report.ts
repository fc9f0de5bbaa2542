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
export const savedReportSchema = v.pipe(v.unknown(), v.transform(inWordsOfToday), reportSchema);

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
