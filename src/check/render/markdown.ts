import { snippetForFinding } from '../../snippets/for-finding';
import type { Finding, Interpretation, Report } from '../report/report';
import { type Section, sectionsOf, type Table } from './sections';

type Link = Interpretation['link'];

/** The report as Markdown, findings first. */
export function reportMarkdown(report: Report): string {
  return `${['# Focal Loss report', findings(report), ...sectionsOf(report).map(section)].join('\n\n')}\n`;
}

function findingMarkdown({ severity, id, title, seen, means, fix }: Finding, link: Link): string {
  const snippet = snippetForFinding(id, link);
  return [
    `### ${escaped(title)}`,
    `*${severity}* · \`${id}\``,
    escaped(seen),
    `**What it means:** ${escaped(means)}`,
    `**What to do:** ${escaped(fix)}`,
    ...(snippet === undefined
      ? []
      : [`**Snippet:** *Focal Loss: Insert Snippet* → ${escaped(snippet.title)}`]),
  ].join('\n\n');
}

function findings({ findings: all, interpretation }: Report): string {
  const list =
    all.length === 0 ? ['None.'] : all.map((finding) => findingMarkdown(finding, interpretation.link));
  return ['## Findings', ...list].join('\n\n');
}

function section({ title, paragraphs, table }: Section): string {
  return [
    `## ${escaped(title)}`,
    ...paragraphs.map(escaped),
    ...(table === undefined ? [] : [tableText(table)]),
  ].join('\n\n');
}

function tableText({ header, rows }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(header), `|${header.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

/** Escapes Markdown: array and file names may contain any character. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_|<>[\]#]/g, '\\$&');
}
