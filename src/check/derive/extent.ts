import type { StatisticsRecord } from '../report/report';
import { total } from './sums';

/** Minimum, maximum and mean over all channels; null when no value is finite. */
export function extentOf({ counts, minima, maxima, sums }: StatisticsRecord['values']['channels']) {
  const count = total(counts);
  if (count === 0) {
    return null;
  }
  const mean = total(sums) / count;
  return {
    minimum: minima.reduce<number>((least, one) => Math.min(least, one ?? least), Number.POSITIVE_INFINITY),
    maximum: maxima.reduce<number>((most, one) => Math.max(most, one ?? most), Number.NEGATIVE_INFINITY),
    mean: Number.isFinite(mean) ? mean : null,
  };
}
