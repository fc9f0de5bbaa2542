import type { ExpectedInput } from '../../loss/variants/variant';
import type { Computes } from './document';
import { isClose, type Measure } from './measure';
import { exampleOf } from './probes';

/**
 * Whether the numbers of a row are K independent decisions or one of K classes: the gradient of a softmax adds up to 0 over
 * the row, since a constant that is added to all logits changes nothing.
 *
 * @param measure in a layout of rows
 * @param input what the input of the loss is; among probabilities, only that of the class itself counts for a softmax
 */
export function linkOfRows(measure: Measure, input: ExpectedInput | null): Computes['link'] {
  const example = exampleOf(measure.layout.width, 0, 1);
  const total = measure.total([example, exampleOf(measure.layout.width, 1, 0)], {});
  const row = total?.gradient.slice(0, example.input.length);
  if (!total || !row || row.length === 0) {
    return null;
  }
  const own = Math.abs(row[example.target] ?? 0);
  const others = row.filter((_, at) => at !== example.target);
  if (others.every((slope) => slope === 0)) {
    return input === 'probabilities' ? 'softmax' : 'sigmoid';
  }
  const sum = row.reduce((whole, slope) => whole + slope, 0);
  return isClose(sum + own, own, 1e-6) ? 'softmax' : 'sigmoid';
}
