import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import { snippetForFinding } from '../../snippets/for-finding';
import type { Finding, Interpretation, Report, Statement } from '../report/report';
import type { Section, Table } from './section';
import { sectionsOf } from './sections';

type Link = Interpretation['link'];

/** The report as Markdown, findings first. */
export function reportMarkdown(report: Report, messages: Messages): string {
  const sections = sectionsOf(report, messages).map(section);
  return `${[`# ${messages.report.title}`, findings(report, messages), ...sections].join('\n\n')}\n`;
}

function findingMarkdown(finding: Finding, link: Link, messages: Messages): string {
  const { severity, id, consequences } = finding;
  const { title, seen, means, fix } = reportedSentences(messages.findings, finding);
  const { severities, whatItMeans, whatToDo, snippet: inserted } = messages.report;
  const snippet = snippetForFinding(id, link);
  return [
    `### ${escaped(title)}`,
    `*${severities[severity]}* · \`${id}\``,
    escaped(seen),
    `**${whatItMeans}** ${escaped(means)}`,
    `**${whatToDo}** ${escaped(fix)}`,
    ...(snippet === undefined ? [] : [escaped(inserted({ snippet: snippet.title }))]),
    ...(consequences.length === 0 ? [] : [consequencesMarkdown(consequences, messages)]),
  ].join('\n\n');
}

function consequencesMarkdown(consequences: readonly Statement[], { findings, report }: Messages): string {
  const items = consequences.map((one) => {
    const { title, seen } = reportedSentences(findings, one);
    return `- **${escaped(title)}** (*${report.severities[one.severity]}* · \`${one.id}\`): ${escaped(seen)}`;
  });
  return `${report.consequences({ count: consequences.length })}\n\n${items.join('\n')}`;
}

function findings({ findings: all, interpretation }: Report, messages: Messages): string {
  const list =
    all.length === 0
      ? [messages.report.none]
      : all.map((finding) => findingMarkdown(finding, interpretation.link, messages));
  return [`## ${messages.report.findings}`, ...list].join('\n\n');
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
