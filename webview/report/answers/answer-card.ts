import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  type AnswerCard,
  type AnswerCopy,
  type AnswerDetails,
  type AnswerTable,
  exactCells,
  shownCells,
} from '../../../src/check/answers/answer-card';
import type { CopyText } from '../../../src/protocol/export';
import { toCsv } from '../../shared/csv';
import '../../shared/data-table';
import type { TableCell } from '../../shared/data-table';
import { messages } from '../../shared/messages';
import { baseStyles } from '../../shared/theme';
import { typeset } from '../../shared/typeset';
import '../report-chart';

/** Makes a cell of a table pressable, or leaves its text. */
export type PressCell = (row: number, column: number, text: string) => TableCell;

/**
 * An answer: its first sentence, and on demand its other sentences, tables, figures and copies. Controls go into the default
 * slot. The details are computed when they are shown.
 *
 * @fires export-request - CustomEvent<CopyText>
 * @fires row-change - CustomEvent<number>, the row that the line in the first figure was moved to
 */
@customElement('focal-answer-card')
export class AnswerCardElement extends LitElement {
  @property({ attribute: false }) card: AnswerCard | undefined;
  /** Copies beside those of the card, which depend on what is chosen in it. */
  @property({ attribute: false }) copies: readonly AnswerCopy[] = [];
  /** The chosen row of the first figure, where it has a line to move. */
  @property({ attribute: false }) chosenRow: number | undefined;
  /** Cells of the first table that do something. */
  @property({ attribute: false }) pressCell: PressCell = (_row, _column, text) => text;
  @state() private isOpen = false;
  private details: AnswerDetails | null = null;

  static override styles = [
    baseStyles,
    css`
      :host {
        border-inline-start: 2px solid var(--vscode-charts-lines, var(--vscode-descriptionForeground));
        display: block;
        padding-inline-start: 12px;
      }
      summary {
        cursor: pointer;
      }
      h3 {
        display: inline;
      }
      .lead {
        max-inline-size: 100ch;
      }
      .body {
        display: grid;
        gap: 14px;
        grid-template-columns: minmax(0, 1fr);
        padding-block: 10px 14px;
      }
      .sentences {
        display: grid;
        gap: 4px;
        max-inline-size: 100ch;
      }
      .columns {
        display: grid;
        gap: 24px 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
      }
      .tables {
        align-content: start;
        display: grid;
        gap: 16px;
        grid-template-columns: minmax(0, 1fr);
      }
      .copies {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 2px;
      }
    `,
  ];

  override render() {
    const { card } = this;
    if (card === undefined) {
      return nothing;
    }
    const lead = html`<p class="lead">${typeset(card.lead)}</p>`;
    if (card.details === null) {
      return html`<h3>${card.title}</h3>${lead}`;
    }
    return html`<details ?open=${this.isOpen} @toggle=${this.toggle}>
        <summary><h3>${card.title}</h3>${lead}</summary>
        ${this.details === null ? nothing : this.renderDetails(card, this.details)}
      </details>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('card') || changed.has('isOpen')) {
      this.details = this.isOpen ? (this.card?.details?.() ?? null) : null;
    }
  }

  private renderDetails({ title }: AnswerCard, { sentences, tables, figures, copies }: AnswerDetails) {
    return html`<div class="body">
      <slot></slot>
      <div class="sentences">${sentences.map((sentence) => html`<p>${typeset(sentence)}</p>`)}</div>
      <div class="columns">
        ${
          tables.length === 0
            ? nothing
            : html`<div class="tables">${tables.map((table, at) => this.renderTable(table, at === 0))}</div>`
        }
        ${figures.map(
          (figure, at) =>
            html`<focal-report-chart .figure=${figure} .chosenRow=${at === 0 ? this.chosenRow : undefined}></focal-report-chart>`,
        )}
      </div>
      ${this.renderCopies(messages.answers.copyAnswer(title), [...this.copies, ...copies])}
    </div>`;
  }

  private renderTable(table: AnswerTable, isFirst: boolean) {
    const rows = shownCells(table, messages).map((cells, row) =>
      cells.map((text, column) => (isFirst ? this.pressCell(row, column, text) : text)),
    );
    const csv = () => {
      const [header = [], ...body] = exactCells(table, messages);
      return toCsv(header.map(String), body);
    };
    return html`<div>
      <focal-data-table .caption=${table.caption} .columns=${table.columns.map(({ label }) => label)} .rows=${rows}></focal-data-table>
      <div class="copies">
        <vscode-toolbar-button label=${messages.answers.copyTable(table.caption)} @click=${() => this.copy('csv', csv())}
          >${messages.answers.copyCsv}</vscode-toolbar-button
        >
      </div>
    </div>`;
  }

  private renderCopies(label: string, copies: readonly AnswerCopy[]) {
    return copies.length === 0
      ? nothing
      : html`<div class="copies" role="group" aria-label=${label}>
          <span class="quiet" aria-hidden="true">${messages.pages.copyAs}</span>
          ${copies.map(
            ({ label: name, code }) =>
              html`<vscode-toolbar-button label=${messages.pages.copyAsFormat(name)} @click=${() => this.copy('txt', code)}
                >${name}</vscode-toolbar-button
              >`,
          )}
        </div>`;
  }

  private copy(format: CopyText['format'], text: string): void {
    const detail: CopyText = { type: 'copyText', format, text };
    this.dispatchEvent(new CustomEvent('export-request', { detail, bubbles: true, composed: true }));
  }

  private toggle(event: Event): void {
    this.isOpen = (event.currentTarget as HTMLDetailsElement).open;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-answer-card': AnswerCardElement;
  }
}
