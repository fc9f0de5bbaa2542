import type { ExpectedInput } from '../../loss/variants/variant';
import type { Measure } from './measure';
import { type Example, exampleOf } from './probes';
import type { ProbeSettings } from './settings';

/**
 * The weight of a positive by that of a negative on which the loss depends alike, in a loss without a parameter α: other than 1 where
 * an α stands in the code. Of rows, the weight of class 1 by that of class 0.
 *
 * @param input the kind of the two numbers; one is the mirror image of the other
 * @param settings other values than the default ones
 * @returns null where that does not show
 */
export function balanceInCode(
  measure: Measure,
  input: ExpectedInput,
  settings: ProbeSettings = {},
): number | null {
  const { layout } = measure;
  const pair = layout.width === 1 ? mirrored(input) : exchanged(layout.width);
  const gradient = measure.total(pair, settings)?.gradient ?? [];
  const [positive, negative] = [0, 1].map((at) =>
    gradient
      .slice(at * layout.rowWidth, (at + 1) * layout.rowWidth)
      .reduce((sum, slope) => sum + Math.abs(slope), 0),
  );
  const isKnown = !!positive && !!negative && Number.isFinite(positive) && Number.isFinite(negative);
  return isKnown ? positive / negative : null;
}

/** A positive, and the negative with the same p_t. */
function mirrored(input: ExpectedInput): Example[] {
  const positive = exampleOf(1, 0, 1);
  const [value = 0] = positive.input;
  return [positive, { input: [input === 'logits' ? -value : 1 - value], target: 0 }];
}

/** A row of class 1, and the row of class 0 with the numbers of both classes exchanged. */
function exchanged(width: number): Example[] {
  const row = exampleOf(width, 0, 1);
  const [first = 0, second = 0, ...rest] = row.input;
  return [row, { input: [second, first, ...rest], target: 0 }];
}
