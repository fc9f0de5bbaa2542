import { html, nothing } from 'lit';
import { explainedArraySection, explainedLogSection } from '../../src/check/render/explained-files';
import type { Table } from '../../src/check/render/section';
import type { Report } from '../../src/check/report/report';
import '../shared/data-table';
import { messages } from '../shared/messages';

/** The explanation of a file that the user picked. */
export function explainedFiles({ explainedArray, explainedLog }: Report) {
  const sections = [
    ...(explainedArray === undefined ? [] : [explainedArraySection(explainedArray, messages)]),
    ...(explainedLog === undefined ? [] : [explainedLogSection(explainedLog, messages)]),
  ];
  return sections.map(
    ({ title, paragraphs, table }) => html`<h3>${title}</h3>
      ${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)} ${explanationTable(title, table)}`,
  );
}

export function explanationTable(caption: string, table: Table | undefined) {
  return table === undefined
    ? nothing
    : html`<focal-data-table .caption=${caption} .columns=${table.header} .rows=${table.rows}></focal-data-table>`;
}
