import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
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
 * @fires insert-text - CustomEvent<string>, code for the editor
 * @fires open-change - CustomEvent<boolean>
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
  /** True while the details are shown. */
  @property({ type: Boolean, attribute: 'open' }) isOpen = false;
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
      .tables {
        display: flex;
        flex-wrap: wrap;
        gap: 16px 48px;
      }
      .tables > * {
        max-inline-size: 100%;
      }
      .figures {
        display: grid;
        gap: 24px 32px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
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
      ${
        tables.length === 0
          ? nothing
          : html`<div class="tables">${tables.map((table, at) => this.renderTable(table, at === 0))}</div>`
      }
      ${
        figures.length === 0
          ? nothing
          : html`<div class="figures">
              ${figures.map(
                (figure, at) =>
                  html`<focal-report-chart .figure=${figure} .chosenRow=${at === 0 ? this.chosenRow : undefined}></focal-report-chart>`,
              )}
            </div>`
      }
      ${this.renderCopies(title, [...this.copies, ...copies])}
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
        ${renderButton(messages.answers.copyCsv, messages.answers.copyTable(table.caption), () => this.copy('csv', csv()))}
      </div>
    </div>`;
  }

  private renderCopies(title: string, copies: readonly AnswerCopy[]) {
    const says = messages.answers;
    const inserted = copies.filter(({ isInsertable }) => isInsertable);
    return html`
      ${
        copies.length === 0
          ? nothing
          : html`<div class="copies" role="group" aria-label=${says.copyAnswer(title)}>
              <span class="quiet" aria-hidden="true">${messages.pages.copyAs}</span>
              ${copies.map(({ label, code }) =>
                renderButton(label, messages.pages.copyAsFormat(label), () => this.copy('txt', code)),
              )}
            </div>`
      }
      ${
        inserted.length === 0
          ? nothing
          : html`<div class="copies" role="group" aria-label=${says.insertAnswer(title)}>
              <span class="quiet" aria-hidden="true">${says.insert}</span>
              ${inserted.map(({ label, code }) =>
                renderButton(label, says.insertIntoEditor(label), () => this.tell('insert-text', code)),
              )}
            </div>`
      }
    `;
  }

  private copy(format: CopyText['format'], text: string): void {
    const detail: CopyText = { type: 'copyText', format, text };
    this.tell('export-request', detail);
  }

  private tell<Detail>(name: string, detail: Detail): void {
    this.dispatchEvent(new CustomEvent<Detail>(name, { detail, bubbles: true, composed: true }));
  }

  private toggle(event: Event): void {
    this.isOpen = (event.currentTarget as HTMLDetailsElement).open;
    this.tell('open-change', this.isOpen);
  }
}

function renderButton(text: string, label: string, press: () => void) {
  return html`<vscode-toolbar-button label=${label} @click=${press}>${text}</vscode-toolbar-button>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-answer-card': AnswerCardElement;
  }
}
