import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type ClassColumn, classCell } from '../../src/check/render/class-cells';
import type { NamedClassRow } from '../../src/services/classes';
import { messages } from '../shared/messages';
import { baseStyles } from '../shared/theme';
import { wideTableStyles } from '../shared/wide-table-styles';

/** The order of the classes. */
export interface ClassOrder {
  readonly column: ClassColumn;
  readonly direction: 'ascending' | 'descending';
}

/** A class with the text of its name. */
export type LabelledClass = NamedClassRow & { readonly label: string };

/**
 * One page of the classes as a table, with a bar for the number of examples.
 *
 * @fires class-order - CustomEvent<ClassColumn>, a column to sort by
 * @fires class-select - CustomEvent<number>, the class to show
 */
@customElement('focal-classes-table')
export class ClassesTable extends LitElement {
  @property({ attribute: false }) rows: readonly LabelledClass[] = [];
  @property({ attribute: false }) columns: readonly ClassColumn[] = [];
  @property({ attribute: false }) nameOf: (index: number) => string = String;
  @property({ attribute: false }) order: ClassOrder | undefined;
  @property({ attribute: false }) selected: number | undefined;
  /** Examples of the most frequent class, which has the longest bar. */
  @property({ type: Number }) most = 1;

  static override styles = [
    baseStyles,
    wideTableStyles,
    css`
      :host {
        display: block;
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
        inline-size: 100%;
      }
      th,
      td {
        border-block-end: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        font-weight: normal;
        padding: 3px 14px 3px 0;
        text-align: end;
        white-space: nowrap;
      }
      th:first-child {
        max-inline-size: 22em;
        overflow: hidden;
        text-overflow: ellipsis;
      }
      thead th {
        font-weight: 600;
      }
      tr[data-selected] > * {
        background: linear-gradient(
            var(--vscode-list-inactiveSelectionBackground),
            var(--vscode-list-inactiveSelectionBackground)
          )
          var(--vscode-editor-background);
        color: var(--vscode-list-inactiveSelectionForeground, inherit);
      }
      button {
        background: none;
        border: 0;
        color: inherit;
        cursor: pointer;
        font: inherit;
        padding: 0;
      }
      tbody button {
        text-decoration: underline dotted;
        text-underline-offset: 3px;
      }
      button:hover {
        color: var(--vscode-textLink-activeForeground);
      }
      .bar {
        background: var(--vscode-charts-yellow);
        block-size: 8px;
        display: inline-block;
        margin-inline-end: 8px;
      }
    `,
  ];

  override render() {
    const says = messages.classes;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${says.title}><table>
      <thead>
        <tr>
          <th scope="col">${says.header.class}</th>
          ${this.columns.map((column) => this.renderHeading(column))}
        </tr>
      </thead>
      <tbody>
        ${this.rows.map(
          (row) => html`<tr ?data-selected=${row.index === this.selected}>
            <th scope="row">
              <button
                type="button"
                title=${says.showClass({ name: row.label })}
                aria-pressed=${row.index === this.selected}
                @click=${() => this.tell('class-select', row.index)}
                >${row.label}</button
              >
            </th>
            ${this.columns.map(
              (column) => html`<td>
                ${column === 'count' ? html`<span class="bar" style="inline-size: ${(80 * row.count) / this.most}px"></span>` : nothing}${classCell(row, column, messages, this.nameOf)}
              </td>`,
            )}
          </tr>`,
        )}
      </tbody>
    </table></div>`;
  }

  private renderHeading(column: ClassColumn) {
    const name = messages.classes.header[column];
    const isSorted = this.order?.column === column;
    const arrow = !isSorted ? '' : this.order?.direction === 'ascending' ? ' ↑' : ' ↓';
    return html`<th scope="col" aria-sort=${isSorted ? (this.order?.direction ?? 'none') : nothing}>
      <button
        type="button"
        title=${messages.classes.sortBy({ column: name })}
        @click=${() => this.tell('class-order', column)}
        >${name}<span aria-hidden="true">${arrow}</span></button
      >
    </th>`;
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-classes-table': ClassesTable;
  }
}
