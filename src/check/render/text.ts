import { paddedText, textWidth } from '../../format/text-width';
import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import { snippetForFinding } from '../../snippets/for-finding';
import type { Report, Severity, Statement } from '../report/report';
import { type Section, sectionsOf, type Table } from './sections';

/** Marks up text for a terminal. */
export interface Style {
  readonly heading: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
}

export const PLAIN: Style = { heading: (text) => text, severity: (_, text) => text };

const SGR: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

/** ANSI colours from the terminal's own palette. */
export const COLOURED: Style = {
  heading: (text) => `\u001b[1m${text}\u001b[0m`,
  severity: (severity, text) => `\u001b[${SGR[severity]}m${text}\u001b[0m`,
};

/** The report for a terminal. Findings come last, because the end is what the reader sees. */
export function reportText(report: Report, messages: Messages, style: Style): string {
  const sections = sectionsOf(report, messages).map((section) => sectionText(section, style));
  return `${[...sections, findingsText(report, messages, style)].join('\n\n')}\n`;
}

function sectionText({ title, paragraphs, table }: Section, style: Style): string {
  return [
    style.heading(title),
    ...paragraphs.map((text) => `  ${text}`),
    ...(table ? tableLines(table) : []),
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

/** Columns of equal width, the first to the left; numbers to the right. */
export function tableLines({ header, rows }: Table): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ''))));
  // A minus and a dash, escaped: a bundle of ASCII alone is loaded in less time.
  const isNumeric = header.map(
    (_, column) => column > 0 && rows.every((row) => /^[+\u2212\d\u2014]/.test(row[column] ?? '')),
  );
  return all.map((row) => {
    const cells = row.map((text, column) => {
      return paddedText(text, widths[column] ?? 0, isNumeric[column] === true);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
