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
