import { momentText } from '../../format/time-text';
import { reportedSentences } from '../../messages/finding';
import type { Messages } from '../../messages/messages';
import { snippetForFinding } from '../../snippets/for-finding';
import type { Report, Statement } from '../report/report';
import { type Figure, figuresOf } from './figures';
import { type Section, sectionsOf, type Table } from './sections';

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
${figuresOf(report, messages)
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

function figure({ title, caption, svg, table }: Figure, tableTitle: string): string {
  const labelled = svg.replace('role="img"', `role="img" aria-label="${escaped(`${title}. ${caption}`)}"`);
  return `<figure><h3>${escaped(title)}</h3>${labelled}<figcaption>${escaped(caption)}</figcaption><details><summary>${escaped(tableTitle)}</summary><div class="scroll">${tableHtml(table)}</div></details></figure>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes HTML: file and array names may contain any character. */
function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const STYLE = `
:root { --ink: #1f2328; --paper: #fff; --soft: #59636e; --line: #d1d9e0; --positives: #0969da; --negatives: #bc4c00; --error: #cf222e; --warning: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9198a1; --line: #3d444d; --positives: #58a6ff; --negatives: #f0883e; --error: #ff7b72; --warning: #d29922; } }
body { color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin: 0; }
table { border-collapse: collapse; } th, td { border-bottom: 1px solid var(--line); padding: .25rem .75rem .25rem 0; text-align: left; font-variant-numeric: tabular-nums; }
article { border-left: 4px solid var(--soft); padding: .25rem 0 .25rem 1rem; margin: 1rem 0; }
article.error { border-color: var(--error); } article.warning { border-color: var(--warning); }
article p { margin: .4rem 0; } .id, figcaption { color: var(--soft); font-size: .85rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 1.5rem; } figure { margin: 0; }
summary { color: var(--soft); cursor: pointer; font-size: .85rem; } .scroll { max-height: 20rem; overflow: auto; }
section { overflow-x: auto; } th { white-space: nowrap; }
rect.elements { fill: var(--negatives); } rect.cross-entropy { fill: var(--soft); } rect.focal { fill: var(--positives); }
svg text { fill: var(--soft); font-size: 11px; } svg .grid { stroke: var(--line); } svg polyline { fill: none; stroke-width: 1.8; }
rect.positives { fill: var(--positives); } rect.negatives { fill: var(--negatives); } rect.accuracy { fill: var(--positives); fill-opacity: .6; stroke: var(--paper); }
polyline.positives { stroke: var(--positives); } polyline.negatives { stroke: var(--negatives); } .loss { stroke: var(--ink); } .diagonal { stroke: var(--ink); stroke-dasharray: 4 3; }
`;
