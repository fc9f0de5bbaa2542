import type { Messages } from '../../messages/messages';
import type { ThresholdRow, Thresholds } from '../derive/thresholds';
import type { AnswerCell, AnswerTable } from './answer-card';

/** The facts that a wish is named with. */
interface WishFacts {
  readonly precision: number;
  readonly recall: number;
  readonly missCost: number;
}

/** The thresholds of the usual wishes, and what each finds. */
export function thresholdTable(
  caption: string,
  { rows }: Pick<Thresholds, 'rows'>,
  wishes: WishFacts,
  { answers: { thresholds: says } }: Messages,
): AnswerTable {
  const { header } = says;
  return {
    id: 'thresholds',
    caption,
    columns: [
      { label: header.wish, holds: 'text' },
      { label: header.threshold, holds: 'number' },
      { label: header.found, holds: 'count' },
      { label: header.falseAlarms, holds: 'count' },
      { label: header.precision, holds: 'share' },
      { label: header.recall, holds: 'share' },
      { label: header.reached, holds: 'number' },
    ],
    rows: rows.map((row) => [
      says.wishes[row.wish](wishes),
      thresholdCell(row, says.nothing),
      row.found,
      row.falseAlarms,
      row.precision,
      row.recall,
      row.reached === null ? null : inInterval(row.reached.value, row.reached.interval),
    ]),
  };
}

/** The score of a threshold with its interval. @param nothing said where it is best to raise nothing */
export function thresholdCell({ score, interval }: ThresholdRow, nothing: string): AnswerCell {
  return score === null ? nothing : inInterval(score, interval);
}

/** A number with its interval, where it has one. */
export function inInterval(
  value: number,
  interval: { readonly low: number; readonly high: number } | null,
): AnswerCell {
  return interval === null ? value : { value, low: interval.low, high: interval.high };
}
