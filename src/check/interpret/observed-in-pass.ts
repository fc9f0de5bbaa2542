import type { Statistics } from '../statistics/statistics';
import type { Observations } from './observations';

/**
 * Completes the observations of the sample with the results of the whole pass: the range of the values, and the targets
 * that did not fit the first interpretation, with frequencies scaled to the size of the sample.
 * @param elements loss terms of the pass, including those left out
 * @param firstLabel what was subtracted from the labels in the pass
 */
export function observedInPass(
  { values, leftOut }: Statistics,
  sample: { readonly values: Observations; readonly labels: Observations },
  elements: number,
  firstLabel: 0 | 1 = 0,
): { values: Observations; labels: Observations } {
  const extent = values.extent();
  const { labels } = sample;
  const finite = values.counts.reduce((sum, one) => sum + one, 0);
  const unforeseen = [...leftOut.invalidValues]
    .map(([value, count]) => [value + firstLabel, count] as const)
    .filter(([value]) => labels.occurrences?.has(value) !== true)
    .map(([value, count]) => [value, (count / elements) * labels.count] as const);
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
              values.input === 'probabilities'
                ? 1 - (values.below + values.above) / Math.max(1, finite)
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
