import type { Hardest, Place, ReliabilitySums, StatisticsRecord } from '../report/report';
import type { CompensatedSums } from './compensated-sums';
import type { HardestTerms } from './hardest-terms';
import type { LeftOut, RowPlace } from './left-out';
import type { LossAgreement } from './loss-agreement';
import type { LossMargins, Parts, SideParts } from './loss-margins';
import type { LossSums } from './loss-sums';
import type { Reliability } from './reliability';
import type { Statistics } from './statistics';
import { VALUE_BINS, type ValueStatistics } from './value-statistics';

/** Turns rows and elements of the pass into indices in the file. */
export interface Locator {
  readonly file: string;
  readonly indexOfValue: (row: number, channel: number) => number[];
  readonly indexOfElement: (element: number) => number[];
}

/** The statistics as plain numbers for a report. */
export function recordOf(statistics: Statistics, locator: Locator): StatisticsRecord {
  const { sums } = statistics.gradient;
  const hasGradient = sums.at(0) > 0 || sums.at(1) > 0;
  return {
    values: valuesRecord(statistics.values),
    leftOut: leftOutRecord(statistics.leftOut, locator),
    losses: sumsRecord(statistics.losses),
    probabilities: sumsRecordOfBins(statistics.probabilities),
    margins: {
      positives: statistics.margins.positives.entries(),
      negatives: statistics.margins.negatives.entries(),
    },
    lossMargins: lossMarginsRecord(statistics.lossMargins),
    reliability: reliabilityRecord(statistics.reliability),
    temperature: null,
    gradient: hasGradient
      ? { given: finite(sums.at(0)), expected: finite(sums.at(1)), product: finite(sums.at(2)) }
      : null,
    loss: lossAgreementRecord(statistics.lossAgreement, locator),
  };
}

function lossMarginsRecord(margins: LossMargins | null): StatisticsRecord['lossMargins'] {
  if (margins === null) {
    return null;
  }
  const entries = ({ own, rest }: Parts) => ({ own: own.entries(), rest: rest.entries() });
  const sides = ({ positives, negatives }: SideParts) => ({
    positives: entries(positives),
    negatives: entries(negatives),
  });
  return {
    shares: sides(margins.shares),
    modulated: margins.modulated === null ? null : sides(margins.modulated),
  };
}

export function hardestRecord({ hardest }: Statistics, locator: Locator): Hardest {
  const examples = (terms: HardestTerms) =>
    terms.kept.map(({ element, ...term }) => ({
      file: locator.file,
      index: locator.indexOfElement(element),
      ...term,
    }));
  return { positives: examples(hardest.positives), negatives: examples(hardest.negatives) };
}

function valuesRecord(values: ValueStatistics): StatisticsRecord['values'] {
  const { low, high } = VALUE_BINS[values.input];
  return {
    notANumber: values.notANumber,
    positiveInfinity: values.positiveInfinity,
    negativeInfinity: values.negativeInfinity,
    saturated: values.saturated,
    beyondHalf: values.beyondHalf,
    histogram: { low, high, counts: Array.from(values.histogram), below: values.below, above: values.above },
    channels: {
      counts: Array.from(values.counts),
      minima: Array.from(values.minima, finite),
      maxima: Array.from(values.maxima, finite),
      sums: finiteSums(values.sums),
      squares: finiteSums(values.squares),
    },
  };
}

function leftOutRecord(leftOut: LeftOut, locator: Locator): StatisticsRecord['leftOut'] {
  const place = (first: RowPlace | null): Place | null =>
    first === null
      ? null
      : {
          file: locator.file,
          index: locator.indexOfValue(first.row, first.channel),
          value: String(first.value),
        };
  return {
    ignored: leftOut.ignored,
    nonFinite: leftOut.nonFinite,
    invalidTargets: leftOut.invalidTargets,
    rowsNotSummingToOne: leftOut.rowsNotSummingToOne,
    positivesWithoutWeight: leftOut.positivesWithoutWeight,
    firstNonFiniteLogit: place(leftOut.firstNonFiniteLogit),
    firstNonFiniteTarget: place(leftOut.firstNonFiniteTarget),
    firstInvalidTarget: place(leftOut.firstInvalidTarget),
    invalidValues: [...leftOut.invalidValues],
  };
}

function lossAgreementRecord(agreement: LossAgreement, locator: Locator): StatisticsRecord['loss'] {
  const { compared, disagreements, largestDifference, first } = agreement;
  if (compared === 0) {
    return null;
  }
  return {
    compared,
    disagreements: { ...disagreements },
    largestDifference,
    first:
      first === null
        ? null
        : {
            file: locator.file,
            index: locator.indexOfElement(first.element),
            given: String(first.given),
            expected: first.expected,
          },
  };
}

function sumsRecord(losses: LossSums): StatisticsRecord['losses'] {
  return { ...sumsRecordOfBins(losses), focalStar: finiteSums(losses.focalStar) };
}

function sumsRecordOfBins(
  sums: Pick<LossSums, keyof StatisticsRecord['probabilities']>,
): StatisticsRecord['probabilities'] {
  return {
    counts: Array.from(sums.counts),
    crossEntropy: finiteSums(sums.crossEntropy),
    alphaBalancedCrossEntropy: finiteSums(sums.alphaBalancedCrossEntropy),
    focal: finiteSums(sums.focal),
    focalGradient: finiteSums(sums.focalGradient),
  };
}

function reliabilityRecord({ counts, confidences, outcomes }: Reliability): ReliabilitySums {
  return {
    counts: Array.from(counts),
    confidences: confidences.toArray(),
    outcomes: outcomes.toArray(),
  };
}

function finiteSums(sums: CompensatedSums): (number | null)[] {
  return sums.toArray().map(finite);
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
