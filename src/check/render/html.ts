import { momentText } from '../../format/time-text';
import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import { snippetForFinding } from '../../snippets/for-finding';
import { drawFigure } from '../figures/draw';
import { cellText, type Figure, type FigureTable, type LegendEntry, markColor } from '../figures/figure';
import { figuresOf, rankingFiguresOf } from '../figures/figures';
import { element, escaped } from '../figures/svg';
import { THEME_COLORS, type ThemeColorName } from '../figures/theme-colors';
import type { Report, Statement } from '../report/report';
import type { Section, Table } from './section';
import { sectionsOf } from './sections';

/** The report as one self-contained HTML page: no script, no font, no network. */
export function reportHtml(report: Report, messages: Messages): string {
  const says = messages.report;
  const files = [...new Set(report.inputs.map(({ file }) => file))].join(', ');
  return `<!doctype html>
<html lang="${messages.tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escaped(says.titleOf({ files }))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(says.title)}</h1>
<p>${escaped(says.checked({ files, time: momentText(report.timing.finishedAt) }))}</p>
${findings(report, messages)}
${sectionsOf(report, messages).map(section).join('\n')}
<section><h2>${escaped(says.distributions)}</h2><div class="figures">
${[...rankingFiguresOf(report, messages), ...figuresOf(report, messages)]
  .map((one) => figure(one, says.table))
  .join('\n')}
</div></section>
</main>
</body>
</html>
`;
}

function findings({ findings: all, interpretation }: Report, messages: Messages): string {
  const says = messages.report;
  const list = all.map((finding) => {
    const { severity, id, consequences } = finding;
    const { title, seen, means, fix } = reportedSentences(messages.findings, finding);
    const snippet = snippetForFinding(id, interpretation.link);
    const inserted =
      snippet === undefined ? '' : `<p>${escaped(says.snippet({ snippet: snippet.title }))}</p>`;
    return `<article class="${severity}"><h3>${escaped(title)}</h3><p class="id">${escaped(says.severities[severity])} · ${escaped(id)}</p><p>${escaped(seen)}</p><p>${escaped(means)}</p><p><strong>${escaped(says.whatToDo)}</strong> ${escaped(fix)}</p>${inserted}${consequencesHtml(consequences, messages)}</article>`;
  });
  return `<section><h2>${escaped(says.findings)}</h2>${list.length === 0 ? `<p>${escaped(says.none)}</p>` : list.join('\n')}</section>`;
}

function consequencesHtml(
  consequences: readonly Statement[],
  { findings: sentences, report }: Messages,
): string {
  if (consequences.length === 0) {
    return '';
  }
  const items = consequences.map((one) => {
    const { title, seen } = reportedSentences(sentences, one);
    const label = `${escaped(report.severities[one.severity])} · ${escaped(one.id)}`;
    return `<li><strong>${escaped(title)}</strong> <span class="id">${label}</span><br>${escaped(seen)}</li>`;
  });
  const count = consequences.length;
  return `<details><summary>${escaped(report.consequences({ count }))}</summary><ul>${items.join('')}</ul></details>`;
}

function section({ title, paragraphs, table }: Section): string {
  const texts = paragraphs.map((text) => `<p>${escaped(text)}</p>`).join('');
  return `<section><h2>${escaped(title)}</h2>${texts}${table === undefined ? '' : tableHtml(table)}</section>`;
}

function tableHtml({ header, rows }: Table): string {
  const head = header.map((text) => `<th scope="col">${escaped(text)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((text) => `<td>${escaped(text)}</td>`).join('')}</tr>`)
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function figure(one: Figure, tableTitle: string): string {
  const { title, caption, legend, table } = one;
  const labelled = drawFigure(one, FIGURE_WIDTH).svg.replace(
    'role="img"',
    `role="img" aria-label="${escaped(`${title}. ${caption}`)}"`,
  );
  return `<figure><h3>${escaped(title)}</h3><figcaption>${escaped(caption)}</figcaption><ul class="legend">${legend.map(legendEntry).join('')}</ul>${labelled}<details><summary>${escaped(tableTitle)}</summary><div class="scroll">${tableHtml(tableOf(table))}</div></details></figure>`;
}

/** Pixels. */
const FIGURE_WIDTH = 440;

function legendEntry({ label, color, dash }: LegendEntry): string {
  const line = element('line', {
    ...{ x1: 0, x2: 26, y1: 5, y2: 5, stroke: markColor(color) },
    'stroke-width': dash === undefined ? 10 : 2.5,
    'stroke-dasharray': dash,
  });
  return `<li>${element('svg', { viewBox: '0 0 26 10', width: 26, height: 10, 'aria-hidden': 'true' }, line)}${escaped(label)}</li>`;
}

/** Most rows of a figure's table; the report as JSON has all numbers. */
const LISTED_ROWS = 200;

function tableOf({ columns, rows }: FigureTable): Table {
  return {
    header: columns.map(({ label }) => label),
    rows: rows
      .slice(0, LISTED_ROWS)
      .map((row) => columns.map((column, at) => cellText(column, row[at] ?? null))),
  };
}

function colorsOf(theme: keyof typeof THEME_COLORS): string {
  return (Object.keys(THEME_COLORS[theme]) as ThemeColorName[])
    .map((name) => `--vscode-${name}: ${THEME_COLORS[theme][name]};`)
    .join(' ');
}

const STYLE = `
:root { ${colorsOf('light')} --vscode-font-family: system-ui, sans-serif; --line: #d1d9e0; --error: #cf222e; --warning: #9a6700; }
@media (prefers-color-scheme: dark) { :root { ${colorsOf('dark')} --line: #3d444d; --error: #ff7b72; --warning: #d29922; } }
body { color: var(--vscode-editor-foreground); background: var(--vscode-editor-background); font: 15px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem .25rem 0; text-align: left; font-variant-numeric: tabular-nums; }
article { border-left: 4px solid var(--vscode-descriptionForeground); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
article p { margin: .4rem 0; } .id, figcaption { color: var(--vscode-descriptionForeground); font-size: .85rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 440px), 1fr)); gap: 1.5rem; } figure { margin: 0; } figure svg { max-width: 100%; height: auto; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; margin: .4rem 0; padding: 0; font-size: .85rem; } .legend svg { margin-right: .4rem; }
summary { color: var(--vscode-descriptionForeground); cursor: pointer; font-size: .85rem; } .scroll { max-height: 20rem; overflow: auto; }
section { overflow-x: auto; } th { white-space: nowrap; }
`;
