import { en } from '../../messages/en';
import type { Messages } from '../../messages/messages';
import type { Finding, Losses, ReducedLoss, Report } from './report';

/** A reduced loss, or another number of the report. */
type Quantity = keyof Messages['report']['comparison']['names'] | readonly [keyof Losses, keyof ReducedLoss];

/** One number of two reports side by side. */
export interface Difference {
  readonly quantity: Quantity;
  /** The quantity in English. */
  readonly name: string;
  readonly before: number | null;
  readonly after: number | null;
  /** (after − before) / |before|; null if it does not exist. */
  readonly relativeChange: number | null;
}

/** Differences between two reports: of two epochs, two losses, or two runs of the same file. */
export interface Comparison {
  readonly differences: readonly Difference[];
  /** Findings of the second report only, and of the first only, by id. */
  readonly appeared: readonly Finding[];
  readonly gone: readonly Finding[];
  /** True if the losses have the same α and γ. */
  readonly sameParameters: boolean;
}

/** Several reports side by side. */
export interface SeveralReports {
  readonly quantities: readonly {
    readonly quantity: Quantity;
    /** The quantity in English. */
    readonly name: string;
    /** One of each report, in their order. */
    readonly values: readonly (number | null)[];
  }[];
  /** The ids of the findings of each report. */
  readonly findings: readonly (readonly string[])[];
  /** True if all losses have the same α and γ. */
  readonly sameParameters: boolean;
}

const LOSSES = ['crossEntropy', 'alphaBalancedCrossEntropy', 'focal', 'focalStar'] as const;

const COMPARED: readonly (readonly [Quantity, (report: Report) => number | null])[] = [
  ['elements', ({ counts }) => counts.elements],
  ['positives', ({ counts }) => counts.positives],
  ['nonFinite', ({ counts }) => counts.nonFinite],
  ...LOSSES.flatMap((loss) => [
    [[loss, 'mean'], ({ losses }: Report) => losses[loss].mean] as const,
    [[loss, 'meanOverPositives'], ({ losses }: Report) => losses[loss].meanOverPositives] as const,
  ]),
  ['easyNegativesOfCrossEntropy', ({ distribution }) => distribution.easyNegatives.crossEntropyShare],
  ['easyNegativesOfFocal', ({ distribution }) => distribution.easyNegatives.focalShare],
  ['accuracy', ({ ranking }) => ranking?.accuracy.value ?? null],
  ['topFive', ({ ranking }) => ranking?.topFive?.value ?? null],
  ['rocAuc', ({ ranking }) => ranking?.rocAuc?.value ?? null],
  ['averagePrecision', ({ ranking }) => ranking?.averagePrecision?.value ?? null],
  ['expectedCalibrationError', ({ calibration }) => calibration?.expectedCalibrationError ?? null],
  ['bestTemperature', ({ calibration }) => calibration?.temperature ?? null],
];

export function compareReports(before: Report, after: Report): Comparison {
  const ids = (report: Report) =>
    new Set(report.findings.flatMap(({ id, consequences }) => [id, ...consequences.map((one) => one.id)]));
  return {
    differences: COMPARED.map(([quantity, value]) => difference(quantity, value(before), value(after))),
    appeared: after.findings.filter(({ id }) => !ids(before).has(id)),
    gone: before.findings.filter(({ id }) => !ids(after).has(id)),
    sameParameters: haveSameParameters([before, after]),
  };
}

/** The numbers of several reports side by side, such as those of the epochs of a training. */
export function compareSeveral(reports: readonly Report[]): SeveralReports {
  return {
    quantities: COMPARED.map(([quantity, value]) => ({
      quantity,
      name: quantityName(quantity, en),
      values: reports.map(value),
    })),
    findings: reports.map(({ findings }) => findings.map(({ id }) => id)),
    sameParameters: haveSameParameters(reports),
  };
}

function haveSameParameters(reports: readonly Report[]): boolean {
  const texts = reports.map(({ parameters: { alpha, gamma } }) => JSON.stringify({ alpha, gamma }));
  return new Set(texts).size <= 1;
}

/** Names the compared number. */
export function quantityName(quantity: Quantity, { report: { comparison }, losses }: Messages): string {
  if (typeof quantity === 'string') {
    return comparison.names[quantity];
  }
  const [loss, reduction] = quantity;
  return comparison.reducedLoss({ loss: losses.names[loss], reduction: losses.reductions[reduction] });
}

function difference(quantity: Quantity, before: number | null, after: number | null): Difference {
  const change = before === null || after === null ? Number.NaN : (after - before) / Math.abs(before);
  return {
    quantity,
    name: quantityName(quantity, en),
    before,
    after,
    relativeChange: Number.isFinite(change) ? change : null,
  };
}
