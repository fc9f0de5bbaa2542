import { snippetForFinding } from '../../snippets/for-finding';
import type { Report, Severity } from '../report/report';
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
export function reportText(report: Report, style: Style): string {
  const sections = sectionsOf(report).map((section) => sectionText(section, style));
  return `${[...sections, findingsText(report, style)].join('\n\n')}\n`;
}

function sectionText({ title, paragraphs, table }: Section, style: Style): string {
  return [
    style.heading(title),
    ...paragraphs.map((text) => `  ${text}`),
    ...(table ? tableLines(table) : []),
  ].join('\n');
}

function findingsText({ findings, interpretation }: Report, style: Style): string {
  if (findings.length === 0) {
    return style.heading('No findings');
  }
  const texts = findings.map(({ severity, id, title, seen, means, fix }) => {
    const snippet = snippetForFinding(id, interpretation.link);
    return [
      `${style.severity(severity, severity)} ${style.heading(title)} (${id})`,
      `  ${seen}`,
      `  ${means}`,
      `  ${fix}`,
      ...(snippet === undefined ? [] : [`  In VS Code: Focal Loss: Insert Snippet, ${snippet.title}`]),
    ].join('\n');
  });
  return texts.join('\n\n');
}

/** Columns of equal width, the first to the left; numbers to the right. */
export function tableLines({ header, rows }: Table): string[] {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  // A minus and a dash, escaped: a bundle of ASCII alone is loaded in less time.
  const isNumeric = header.map(
    (_, column) => column > 0 && rows.every((row) => /^[+\u2212\d\u2014]/.test(row[column] ?? '')),
  );
  return all.map((row) => {
    const cells = row.map((text, column) => {
      const width = widths[column] ?? 0;
      return isNumeric[column] === true ? text.padStart(width) : text.padEnd(width);
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
