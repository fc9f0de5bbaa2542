import { type UnexplainedLoss, unexplainedLoss } from '../check/explain/unexplained-loss';
import { withNamedLoss } from '../check/findings/explained-loss';
import type { Report } from '../check/report/report';
import type { ExplainedParts } from './explain';

/**
 * A report with what gives the loss of its files, where that is not the loss of the report. Rejects with the errors of `explain`.
 * @param explain explains a loss on the data of the report
 */
export async function withGivenLossExplained(
  report: Report,
  explain: (given: UnexplainedLoss) => Promise<ExplainedParts>,
): Promise<Report> {
  const given = unexplainedLoss(report);
  if (given === null) {
    return report;
  }
  const parts = await explain(given);
  return withNamedLoss({ ...report, ...parts }, parts.explanations);
}
