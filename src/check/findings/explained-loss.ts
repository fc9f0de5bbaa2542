import type { Explanation } from '../report/explanation';
import type { Report } from '../report/report';
import { statementOf } from './all';
import { lossDisagrees } from './loss-agreement';

/**
 * The report whose finding about the given loss names what gives it.
 * @param explanations what gives the loss of the files, the likeliest first
 */
export function withNamedLoss(report: Report, explanations: readonly Explanation[]): Report {
  const named = explanations[0]?.facts;
  const found = lossDisagrees(report);
  if (named === undefined || found?.id !== 'loss-disagrees') {
    return report;
  }
  const restated = statementOf({ ...found, facts: { ...found.facts, explained: { named } } });
  return {
    ...report,
    findings: report.findings.map((finding) =>
      finding.id === found.id ? { ...finding, ...restated } : finding,
    ),
  };
}
