import type { Statistics } from '../statistics/statistics';
import type { Observations } from './observations';

/**
 * What the sample showed, completed by what the pass over all values found: their extent, and the targets
 * that did not fit the first interpretation, as often as they would be in a sample.
 * @param elements loss terms of the pass, those that were left out included
 */
export function observedInPass(
  { values, leftOut }: Statistics,
  sample: { readonly values: Observations; readonly labels: Observations },
  elements: number,
): { values: Observations; labels: Observations } {
  const extent = values.extent();
  const { labels } = sample;
  const unforeseen = [...leftOut.invalidValues]
    .filter(([value]) => labels.occurrences?.has(value) !== true)
    .map(([value, count]) => [value, (count / elements) * labels.count] as const);
  return {
    values:
      extent === null
        ? sample.values
        : {
            ...sample.values,
            finite: values.counts.reduce((sum, one) => sum + one, 0),
            minimum: extent.minimum,
            maximum: extent.maximum,
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
