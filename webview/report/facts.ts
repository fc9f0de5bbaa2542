import { misleadingFindingIn } from '../../src/check/answers/unmatched-targets';
import { kindOfNotFinite } from '../../src/check/derive/not-finite';
import type { Report } from '../../src/check/report/report';
import { countText } from '../../src/format/count-text';
import { numberText, percentText, signedText } from '../../src/format/number-text';
import { messages } from '../shared/messages';

/** A number that sums up a report. */
export interface Fact {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  /** Text of a difference between two values. */
  readonly changeText: (change: number) => string;
}

/** The most important numbers, in the same order for every report. */
export function factsOf(report: Report): Fact[] {
  const { counts, distribution, calibration, reducedLoss, parameters, statistics } = report;
  const { facts } = messages.reportPage;
  const { reductions } = messages.losses;
  const { easyNegatives } = distribution;
  const positiveShare = counts.elements === 0 ? null : counts.positives / counts.elements;
  return [
    countFact(facts.elements, counts.elements),
    countFact(facts.positives, counts.positives),
    shareFact(facts.positiveShare, positiveShare),
    countFact(facts.ignored, counts.ignored),
    countFact(facts.notFinite[kindOfNotFinite(statistics)], counts.nonFinite),
    ...(counts.invalidTargets === 0 ? [] : [countFact(facts.invalidTargets, counts.invalidTargets)]),
    ...(counts.negatives === 0
      ? []
      : [
          shareFact(facts.crossEntropyOfEasy(easyNegatives.threshold), easyNegatives.crossEntropyShare),
          shareFact(facts.focalOfEasy, easyNegatives.focalShare),
        ]),
    numberFact(facts.focalLoss(reductions[parameters.reduction]), reducedLoss),
    // With wrong pairs the fact says nothing of the model.
    ...(misleadingFindingIn(report) === null
      ? [shareFact(facts.calibrationError, calibration?.expectedCalibrationError ?? null)]
      : []),
  ];
}

function countFact(label: string, value: number): Fact {
  return { label, value, text: countText(value), changeText: signedText };
}

function shareFact(label: string, value: number | null): Fact {
  return { label, value, text: percentText(value), changeText: messages.reportPage.points };
}

function numberFact(label: string, value: number | null): Fact {
  return { label, value, text: numberText(value), changeText: signedText };
}
