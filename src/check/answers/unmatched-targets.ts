import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import type { Finding, Report } from '../report/report';

/** The finding that predictions and targets do not belong together, on which no answer can rest; null without it. */
export function unmatchedTargetsIn({ findings }: Report): Finding | null {
  return findings.find(({ id, severity }) => id === 'unmatched-targets' && severity === 'error') ?? null;
}

/** The finding on which no answer can rest: values that are not what they were taken for, or wrong pairs; null without one. */
export function misleadingFindingIn(report: Report): Finding | null {
  const misread =
    report.interpretation.input === 'probabilities' ? report.findings.find(isOfMisreadValues) : undefined;
  return misread ?? unmatchedTargetsIn(report);
}

/** Says that an answer would mislead, and for which finding. */
export function misleadingText(finding: Finding, { answers, findings }: Messages): string {
  const { title } = reportedSentences(findings, finding);
  return isOfMisreadValues(finding) ? answers.misleadsByValues(title) : answers.misleads(title);
}

/** Says that what is computed from predictions and targets says nothing of the model; null where it may be trusted. */
export function worthlessText(report: Report, { report: says, findings }: Messages): string | null {
  const finding = misleadingFindingIn(report);
  if (finding === null) {
    return null;
  }
  const facts = { title: reportedSentences(findings, finding).title };
  return isOfMisreadValues(finding) ? says.ofMisreadValues(facts) : says.ofWrongPairs(facts);
}

function isOfMisreadValues({ id, severity }: Finding): boolean {
  return id === 'logits-as-probabilities' && severity === 'error';
}
