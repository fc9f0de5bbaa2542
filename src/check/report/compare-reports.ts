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

const LOSSES = ['crossEntropy', 'alphaBalancedCrossEntropy', 'focal', 'focalStar'] as const;

export function compareReports(before: Report, after: Report): Comparison {
  const pair = (quantity: Quantity, value: (report: Report) => number | null) =>
    difference(quantity, value(before), value(after));
  const ids = (report: Report) =>
    new Set(report.findings.flatMap(({ id, consequences }) => [id, ...consequences.map((one) => one.id)]));
  return {
    differences: [
      pair('elements', ({ counts }) => counts.elements),
      pair('positives', ({ counts }) => counts.positives),
      pair('nonFinite', ({ counts }) => counts.nonFinite),
      ...LOSSES.flatMap((loss) => [
        pair([loss, 'mean'], ({ losses }) => losses[loss].mean),
        pair([loss, 'meanOverPositives'], ({ losses }) => losses[loss].meanOverPositives),
      ]),
      pair('easyNegativesOfCrossEntropy', ({ distribution }) => distribution.easyNegatives.crossEntropyShare),
      pair('easyNegativesOfFocal', ({ distribution }) => distribution.easyNegatives.focalShare),
      pair('expectedCalibrationError', ({ calibration }) => calibration?.expectedCalibrationError ?? null),
      pair('bestTemperature', ({ calibration }) => calibration?.temperature ?? null),
    ],
    appeared: after.findings.filter(({ id }) => !ids(before).has(id)),
    gone: before.findings.filter(({ id }) => !ids(after).has(id)),
    sameParameters:
      JSON.stringify(before.parameters.alpha) === JSON.stringify(after.parameters.alpha) &&
      before.parameters.gamma === after.parameters.gamma,
  };
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
