import { toCsv } from '../shared/csv';
import type { LabelledClass } from './classes-table';

/** The classes as CSV, in full precision. A number that does not exist leaves its field empty. */
export function classesCsv(rows: readonly LabelledClass[]): string {
  return toCsv(
    [
      'index',
      'name',
      'examples',
      'group',
      'share_of_cross_entropy',
      'share_of_focal_loss',
      'share_of_gradient',
      'average_precision',
      'average_precision_low',
      'average_precision_high',
      'calibration_error',
      'threshold',
      'f1',
      'recall',
      'recall_low',
      'recall_high',
      'most_taken_for',
      'taken_for_share',
    ],
    rows.map((row) =>
      [
        row.index,
        row.name,
        row.count,
        row.frequency,
        row.crossEntropyShare,
        row.focalShare,
        row.gradientShare,
        row.averagePrecision?.value,
        row.averagePrecision?.low,
        row.averagePrecision?.high,
        row.calibrationError,
        row.threshold?.score,
        row.threshold?.reached?.value,
        row.recall?.value,
        row.recall?.low,
        row.recall?.high,
        row.confusedWith?.index,
        row.confusedWith?.share,
      ].map((cell) => cell ?? ''),
    ),
  );
}
