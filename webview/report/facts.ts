import type { Report } from '../../src/check/report/report';
import { countText } from '../../src/format/count-text';
import { numberText, percentText } from '../../src/format/number-text';

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
    shareFact('expected calibration error', calibration?.expectedCalibrationError ?? null),
  ];
}

function countFact(label: string, value: number): Fact {
  return { label, value, text: countText(value) };
}

function shareFact(label: string, value: number | null): Fact {
  return { label, value, text: percentText(value) };
}

function numberFact(label: string, value: number | null): Fact {
  return { label, value, text: numberText(value) };
}

/** `meanOverPositives` → mean over positives. */
function wordsOf(reduction: string): string {
  return reduction.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
