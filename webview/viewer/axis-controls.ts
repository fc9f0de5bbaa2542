import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { messages } from '../shared/messages';
import './index-field';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import { type Slice, withAxis } from './slice';

/**
 * Chooses the axis of the rows, the axis of the columns, and an index for every other axis. Every control names its axis
 * and the axis's length.
 *
 * @fires slice-change - CustomEvent<Slice>
 */
@customElement('focal-axis-controls')
export class AxisControls extends LitElement {
  @property({ attribute: false }) shape: readonly number[] = [];
  @property({ attribute: false }) slice: Slice | undefined;
  /** An axis whose index changes nothing, because all of it is shown. */
  @property({ attribute: false }) shownAxis: number | undefined;

  static override styles = [
    baseStyles,
    css`
      :host {
        /* The controls share one row with those of the page. */
        display: contents;
      }
    `,
  ];

  override render() {
    const { shape, slice } = this;
    if (slice === undefined || shape.length < 2) {
      return nothing;
    }
    const choices = shape.map((length, axis) => ({
      value: String(axis),
      label: messages.viewer.axis(axis, length),
    }));
    // Wide enough for the longest label with the arrow behind it.
    const width = `inline-size: calc(${Math.max(...choices.map(({ label }) => columnsOf(label)))}ch + 3em)`;
    const choose = (side: 'rowAxis' | 'columnAxis') => (event: CustomEvent<string>) =>
      this.change(withAxis(slice, side, Number(event.detail)));
    return html`
      <focal-select-field
        label=${messages.viewer.rows}
        .style=${width}
        .value=${String(slice.rowAxis)}
        .choices=${choices}
        @choice-change=${choose('rowAxis')}
      ></focal-select-field>
      <focal-select-field
        label=${messages.viewer.columns}
        .style=${width}
        .value=${String(slice.columnAxis)}
        .choices=${choices}
        @choice-change=${choose('columnAxis')}
      ></focal-select-field>
      ${shape.map((length, axis) =>
        axis === slice.rowAxis || axis === slice.columnAxis || axis === this.shownAxis
          ? nothing
          : html`<focal-index-field
              label=${messages.viewer.axis(axis, length)}
              .length=${length}
              .value=${slice.fixed[axis] ?? 0}
              @index-change=${(event: CustomEvent<number>) =>
                this.change({ ...slice, fixed: slice.fixed.with(axis, event.detail) })}
            ></focal-index-field>`,
      )}
    `;
  }

  private change(detail: Slice): void {
    this.dispatchEvent(new CustomEvent<Slice>('slice-change', { detail }));
  }
}

/** Columns that a text takes: two for each character of Chinese. */
function columnsOf(text: string): number {
  return text.length + (text.match(/[\u2e80-\uffef]/g)?.length ?? 0);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-axis-controls': AxisControls;
  }
}
