import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { messages } from '../shared/messages';
import '../shared/data-table';
import { numberText } from '../../src/format/number-text';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import type { Figure } from './plot-state';
import { TABLE_STEPS, tabulate } from './readout';

const stepChoices = TABLE_STEPS.map((step) => ({ value: String(step), label: messages.plot.every(step) }));

/** The figure as a table, folded at first. */
@customElement('focal-figure-table')
export class FigureTable extends LitElement {
  @property({ attribute: false }) figure: Figure | undefined;

  @state() private open = false;
  @state() private step: number = TABLE_STEPS[0];

  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      summary {
        cursor: pointer;
        font-weight: 600;
        inline-size: fit-content;
        padding-block: 4px;
      }
      .body {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
        padding-block-start: 8px;
      }
      focal-select-field {
        inline-size: 170px;
      }
    `,
  ];

  override render() {
    return html`
      <details
        @toggle=${(event: Event) => {
          this.open = (event.currentTarget as HTMLDetailsElement).open;
        }}
      >
        <summary>${messages.plot.dataTable}</summary>
        ${this.open && this.figure !== undefined ? this.renderTable(this.figure) : nothing}
      </details>
    `;
  }

  private renderTable(figure: Figure) {
    const { columns, rows } = tabulate(figure, this.step);
    return html`
      <div class="body">
        <focal-select-field
          label=${messages.plot.rows}
          .value=${String(this.step)}
          .choices=${stepChoices}
          @choice-change=${(event: CustomEvent<string>) => {
            this.step = Number(event.detail);
          }}
        ></focal-select-field>
        <focal-data-table
          caption=${messages.plot.tableOf(figure.yAxis)}
          .columns=${columns}
          .rows=${rows.map((row) => row.map(numberText))}
        ></focal-data-table>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-figure-table': FigureTable;
  }
}
