import { wrappedText } from '../../format/wrapped-text';
import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import { snippetForFinding } from '../../snippets/for-finding';
import type { Report, Severity, Statement } from '../report/report';
import type { Section } from './section';
import { sectionsOf } from './sections';
import { tableLines } from './text-table';

/** The style of text in a terminal. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  /** Columns of the terminal; infinite where a line may have any length. */
  readonly columns: number;
}

export const PLAIN: Style = { heading: (text) => text, severity: (_, text) => text, columns: Infinity };

const SGR: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

/** ANSI colours from the terminal's own palette. */
export const COLOURED: Style = {
  ...PLAIN,
  heading: (text) => `\u001b[1m${text}\u001b[0m`,
  severity: (severity, text) => `\u001b[${SGR[severity]}m${text}\u001b[0m`,
};

/** The report for a terminal. Findings come last, because the end is what the reader sees. */
export function reportText(report: Report, messages: Messages, style: Style): string {
  const sections = sectionsOf(report, messages).map((section) => sectionText(section, style));
  return fitted(`${[...sections, findingsText(report, messages, style)].join('\n\n')}\n`, style);
}

/** Breaks every line of a text that is wider than the terminal. */
export function fitted(text: string, { columns }: Style): string {
  return text
    .split('\n')
    .flatMap((line) => wrappedText(line, columns))
    .join('\n');
}

function sectionText({ title, paragraphs, table }: Section, style: Style): string {
  return [
    style.heading(title),
    ...paragraphs.map((text) => `  ${text}`),
    ...(table ? tableLines(table, style.columns) : []),
  ].join('\n');
}

function findingsText({ findings, interpretation }: Report, messages: Messages, style: Style): string {
  const { noFindings, snippetInEditor, consequences: heading } = messages.report;
  if (findings.length === 0) {
    return style.heading(noFindings);
  }
  const texts = findings.map((finding) => {
    const { id, consequences } = finding;
    const { seen, means, fix } = reportedSentences(messages.findings, finding);
    const snippet = snippetForFinding(id, interpretation.link);
    return [
      titleText(finding, messages, style),
      `  ${seen}`,
      `  ${means}`,
      `  ${fix}`,
      ...(snippet === undefined ? [] : [`  ${snippetInEditor({ snippet: snippet.title })}`]),
      ...(consequences.length === 0 ? [] : [`  ${heading({ count: consequences.length })}`]),
      ...consequences.flatMap((one) => [
        `    ${titleText(one, messages, style)}`,
        `      ${reportedSentences(messages.findings, one).seen}`,
      ]),
    ].join('\n');
  });
  return texts.join('\n\n');
}

function titleText(finding: Statement, { findings, report }: Messages, style: Style): string {
  const { severity, id } = finding;
  const { title } = reportedSentences(findings, finding);
  return `${style.severity(severity, report.severities[severity])} ${style.heading(title)} (${id})`;
}
