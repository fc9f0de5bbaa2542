import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from './theme';
import { typeset } from './typeset';
import { wideTableStyles } from './wide-table-styles';

/** A cell that does something when it is pressed. */
export interface PressableCell {
  readonly text: string;
  /** Says what pressing does. */
  readonly title: string;
  readonly press: () => void;
}

export type TableCell = string | PressableCell;

/**
 * A plain table with the numbers of a plot, for readers who cannot see the plot or want the digits. The first cell of each
 * row is the row's heading. The table scrolls by itself, by keyboard too.
 */
@customElement('focal-data-table')
export class DataTable extends LitElement {
  /** Title above the table. `p_t` and `x_t` are typeset, here and in `columns`. */
  @property() caption = '';
  @property({ attribute: false }) columns: readonly string[] = [];
  @property({ attribute: false }) rows: readonly (readonly TableCell[])[] = [];

  static override styles = [
    baseStyles,
    wideTableStyles,
    css`
      :host {
        display: block;
      }
      .scroll {
        max-block-size: var(--focal-table-height, 22em);
      }
      table {
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      caption {
        color: var(--vscode-descriptionForeground);
        padding-block-end: 6px;
        text-align: start;
      }
      th,
      td {
        border-block-end: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
        font-weight: normal;
        padding: 3px 14px 3px 0;
        text-align: end;
        white-space: nowrap;
      }
      button {
        background: none;
        border: 0;
        color: inherit;
        cursor: pointer;
        font: inherit;
        padding: 0;
        text-decoration: underline dotted;
        text-underline-offset: 3px;
      }
      button:hover {
        color: var(--vscode-textLink-activeForeground);
      }
      thead th {
        background: var(--vscode-editor-background);
        font-weight: 600;
        inset-block-start: 0;
        position: sticky;
        /* A long title breaks before the table has to be scrolled. */
        white-space: normal;
        z-index: 1;
      }
    `,
  ];

  override render() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.caption}>
        <table>
          <caption>
            ${typeset(this.caption)}
          </caption>
          <thead>
            <tr>
              ${this.columns.map((column) => html`<th scope="col">${typeset(column)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${this.rows.map(
              ([heading, ...cells]) =>
                html`<tr>
                  <th scope="row">${renderCell(heading)}</th>
                  ${cells.map((cell) => html`<td>${renderCell(cell)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

function renderCell(cell: TableCell | undefined) {
  return cell === undefined || typeof cell === 'string'
    ? cell
    : html`<button type="button" title=${cell.title} @click=${cell.press}>${cell.text}</button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-data-table': DataTable;
  }
}
