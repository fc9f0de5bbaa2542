import { estimateReport } from '../check/report/estimate-report';
import type { CheckSettings, FinishedCheck } from '../protocol/report';

/** Longest pass in milliseconds that needs no estimate before it. */
const LONGEST_WAIT = 300;

/** True if the exact losses arrive too late to follow a slider. */
export function isSlow({ report, comparison }: FinishedCheck): boolean {
  return report.timing.milliseconds + (comparison?.report.timing.milliseconds ?? 0) > LONGEST_WAIT;
}

/**
 * A check with other parameters, estimated from the last exact one.
 * @returns null if more than the parameters differs, if the exact pass is short, or if the report carries too little
 */
export function estimatedCheck(exact: FinishedCheck, settings: CheckSettings): FinishedCheck | null {
  if (!isSlow(exact) || !differInParametersAlone(exact.settings, settings)) {
    return null;
  }
  const { report: before, comparison } = exact;
  const parameters = { ...before.parameters, ...settings.parameters };
  const report = estimateReport(before, parameters);
  if (report === null) {
    return null;
  }
  const other = comparison === null ? null : estimateReport(comparison.report, parameters);
  return {
    type: 'finished',
    title: exact.title,
    settings,
    report,
    saved: false,
    dataFound: false,
    series: exact.series,
    named: exact.named,
    comparison: comparison === null || other === null ? null : { ...comparison, report: other },
  };
}

function differInParametersAlone(one: CheckSettings, other: CheckSettings): boolean {
  const { parameters: before, watch: _, ...rest } = one;
  const { parameters: after, watch: __, ...otherRest } = other;
  return (
    JSON.stringify(rest) === JSON.stringify(otherRest) && JSON.stringify(before) !== JSON.stringify(after)
  );
}
