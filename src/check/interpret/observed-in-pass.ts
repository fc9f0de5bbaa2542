import { extentOf } from '../derive/extent';
import type { StatisticsRecord } from '../statistics/statistics';
import type { Interpreted } from './evidence';
import type { Observations } from './observations';

/**
 * Completes the observations of the sample with the results of the whole pass: the range of the values, and the targets
 * that did not fit the first interpretation, with frequencies scaled to the size of the sample.
 * @param interpreted the first interpretation
 */
export function observedInPass(
  { values: { channels, histogram }, leftOut }: Pick<StatisticsRecord, 'values' | 'leftOut'>,
  sample: { readonly values: Observations; readonly labels: Observations },
  { interpretation, layout, labelEncoding }: Pick<Interpreted, 'interpretation' | 'layout' | 'labelEncoding'>,
): { values: Observations; labels: Observations } {
  const extent = extentOf(channels);
  const { labels } = sample;
  const finite = channels.counts.reduce((sum, one) => sum + one, 0);
  const unforeseen = leftOut.invalidValues
    .map(([value, count]) => [labelEncoding?.written(value) ?? value, count] as const)
    .filter(([value]) => labels.occurrences?.has(value) !== true)
    .map(([value, count]) => [value, (count / layout.elements) * labels.count] as const);
  return {
    values:
      extent === null
        ? sample.values
        : {
            ...sample.values,
            finite,
            minimum: extent.minimum,
            maximum: extent.maximum,
            // Counted in the pass where it was over probabilities.
            inside:
              interpretation.input === 'probabilities'
                ? 1 - (histogram.below + histogram.above) / Math.max(1, finite)
                : sample.values.inside,
          },
    labels: {
      ...labels,
      minimum: Math.min(labels.minimum, ...unforeseen.map(([value]) => value)),
      maximum: Math.max(labels.maximum, ...unforeseen.map(([value]) => value)),
      whole: labels.whole && unforeseen.every(([value]) => Number.isInteger(value)),
      occurrences: labels.occurrences === null ? null : new Map([...labels.occurrences, ...unforeseen]),
    },
  };
}
