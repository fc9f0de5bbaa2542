import { numberText, percentText, relativeChangeText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import { type Difference, quantityName } from '../report/compare-reports';

/** The quantities that are shares, which are percentages wherever they stand. */
const SHARES: readonly Difference['quantity'][] = [
  'easyNegativesOfCrossEntropy',
  'easyNegativesOfFocal',
  'accuracy',
  'topFive',
  'expectedCalibrationError',
];

/** The text of a compared number, written as in the report. */
export function quantityText(quantity: Difference['quantity'], value: number | null): string {
  return SHARES.includes(quantity) ? percentText(value) : numberText(value);
}

/** Name, both values and change of each quantity that one of two reports has; a change of a share is in percentage points. */
export function differenceRows(differences: readonly Difference[], messages: Messages): string[][] {
  return differences
    .filter(({ before, after }) => before !== null || after !== null)
    .map(({ quantity, before, after, relativeChange }) => [
      quantityName(quantity, messages),
      quantityText(quantity, before),
      quantityText(quantity, after),
      SHARES.includes(quantity) && before !== null && after !== null
        ? messages.reportPage.points(after - before)
        : relativeChangeText(relativeChange),
    ]);
}
