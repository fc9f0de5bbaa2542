import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import type { Finding, Report } from '../report/report';

/** The finding that predictions and targets do not belong together, on which no answer can rest; null without it. */
export function unmatchedTargetsIn({ findings }: Report): Finding | null {
  return findings.find(({ id, severity }) => id === 'unmatched-targets' && severity === 'error') ?? null;
}

/** Says that an answer would mislead, and for which finding. */
export function misleadingText(finding: Finding, { answers, findings }: Messages): string {
  return answers.misleads(reportedSentences(findings, finding).title);
}

/** Says that what is computed from predictions and targets says nothing of the model; null where they belong together. */
export function wrongPairsText(report: Report, { report: says, findings }: Messages): string | null {
  const finding = unmatchedTargetsIn(report);
  return finding === null ? null : says.ofWrongPairs({ title: reportedSentences(findings, finding).title });
}
