import { numberText, percentText } from '../../format/number-text';
import type { Messages } from '../../messages/messages';
import type { RankingMeasure, Report } from '../report/report';

/** A measure of the ranking in words. */
export interface RankingRow {
  readonly name: string;
  readonly value: string;
  readonly chance: string;
  /** The model that knows nothing, with which the value is compared. */
  readonly comparedWith: 'random' | 'mostFrequentClass' | 'fiveMostFrequentClasses';
  readonly standardError: string;
  /** The largest distance of the true value from the one shown; null where that is less than a shown digit. */
  readonly bound: string | null;
}

/** Bounds below this are beyond the shown digits. */
const LEAST_BOUND = 5e-5;

/** The measures of the ranking that exist, in their order. */
export function rankingRows({ ranking }: Report, { report: { ranking: says } }: Messages): RankingRow[] {
  if (ranking === null) {
    return [];
  }
  return [
    ...row(
      ranking.topFive === null ? says.accuracy : says.topOne,
      ranking.accuracy,
      'mostFrequentClass',
      percentText,
    ),
    ...row(says.topFive, ranking.topFive, 'fiveMostFrequentClasses', percentText),
    ...row(says.rocAuc, ranking.rocAuc, 'random', numberText),
    ...row(says.rocAucOfLabels, ranking.rocAucOfLabels, 'random', numberText),
    ...row(says.averagePrecision, ranking.averagePrecision, 'random', numberText),
  ];
}

function row(
  name: string,
  measure: RankingMeasure | null,
  comparedWith: RankingRow['comparedWith'],
  textOf: (value: number) => string,
): readonly RankingRow[] {
  if (measure === null) {
    return [];
  }
  const { value, chance, standardError, errorBound } = measure;
  return [
    {
      name,
      value: textOf(value),
      chance: textOf(chance),
      comparedWith,
      standardError: textOf(Number(standardError.toPrecision(2))),
      bound: errorBound < LEAST_BOUND ? null : textOf(Number(errorBound.toPrecision(2))),
    },
  ];
}
