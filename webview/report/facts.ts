import type { Report } from '../../src/check/report/report';
import { formatNumber } from '../shared/number-format';

/** A number that sums up a report. */
export interface Fact {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
}

/** The most important numbers, in the same order for every report. */
export function factsOf({ counts, distribution, calibration, reducedLoss, parameters }: Report): Fact[] {
  const { easyNegatives } = distribution;
  const positiveShare = counts.elements === 0 ? null : counts.positives / counts.elements;
  return [
    countFact('elements', counts.elements),
    countFact('positives', counts.positives),
    shareFact('of the elements are positive', positiveShare),
    countFact('ignored', counts.ignored),
    countFact('NaN or infinite', counts.nonFinite),
    ...(counts.invalidTargets === 0 ? [] : [countFact('without a valid target', counts.invalidTargets)]),
    ...(counts.negatives === 0
      ? []
      : [
          shareFact(
            `of CE from easy negatives (p_t ≥ ${easyNegatives.threshold})`,
            easyNegatives.crossEntropyShare,
          ),
          shareFact('of FL from easy negatives', easyNegatives.focalShare),
        ]),
    numberFact(`focal loss, ${wordsOf(parameters.reduction)}`, reducedLoss),
    numberFact('expected calibration error', calibration?.expectedCalibrationError ?? null),
  ];
}

function countFact(label: string, value: number): Fact {
  return { label, value, text: value.toLocaleString('en') };
}

function shareFact(label: string, value: number | null): Fact {
  return {
    label,
    value,
    text: value === null ? '–' : `${formatNumber(Number((100 * value).toPrecision(3)))} %`,
  };
}

function numberFact(label: string, value: number | null): Fact {
  return { label, value, text: formatNumber(value ?? Number.NaN) };
}

/** `meanOverPositives` → mean over positives. */
function wordsOf(reduction: string): string {
  return reduction.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
