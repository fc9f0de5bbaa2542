import type { Finding, Losses, Report } from './report';

/** One number of two reports side by side. */
export interface Difference {
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

const LOSSES: readonly (readonly [keyof Losses, string])[] = [
  ['crossEntropy', 'cross-entropy'],
  ['alphaBalancedCrossEntropy', 'α-balanced cross-entropy'],
  ['focal', 'focal loss'],
  ['focalStar', 'FL*'],
];

export function compareReports(before: Report, after: Report): Comparison {
  const pair = (name: string, value: (report: Report) => number | null) =>
    difference(name, value(before), value(after));
  const ids = (report: Report) => new Set(report.findings.map(({ id }) => id));
  return {
    differences: [
      pair('elements', ({ counts }) => counts.elements),
      pair('positives', ({ counts }) => counts.positives),
      pair('not finite', ({ counts }) => counts.nonFinite),
      ...LOSSES.flatMap(([key, name]) => [
        pair(`${name}, mean over those not left out`, ({ losses }) => losses[key].mean),
        pair(`${name}, mean over positives`, ({ losses }) => losses[key].meanOverPositives),
      ]),
      pair(
        'easy negatives, share of cross-entropy',
        ({ distribution }) => distribution.easyNegatives.crossEntropyShare,
      ),
      pair(
        'easy negatives, share of focal loss',
        ({ distribution }) => distribution.easyNegatives.focalShare,
      ),
      pair('expected calibration error', ({ calibration }) => calibration?.expectedCalibrationError ?? null),
      pair('best temperature', ({ calibration }) => calibration?.temperature ?? null),
    ],
    appeared: after.findings.filter(({ id }) => !ids(before).has(id)),
    gone: before.findings.filter(({ id }) => !ids(after).has(id)),
    sameParameters:
      JSON.stringify(before.parameters.alpha) === JSON.stringify(after.parameters.alpha) &&
      before.parameters.gamma === after.parameters.gamma,
  };
}

function difference(name: string, before: number | null, after: number | null): Difference {
  const change = before === null || after === null ? Number.NaN : (after - before) / Math.abs(before);
  return { name, before, after, relativeChange: Number.isFinite(change) ? change : null };
}
