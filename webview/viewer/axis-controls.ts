import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { countText } from '../../src/format/count-text';
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
      label: axisLabel(axis, length),
    }));
    // Wide enough for the longest label with the arrow behind it.
    const width = `inline-size: calc(${Math.max(...choices.map(({ label }) => label.length))}ch + 3em)`;
    const choose = (side: 'rowAxis' | 'columnAxis') => (event: CustomEvent<string>) =>
      this.change(withAxis(slice, side, Number(event.detail)));
    return html`
      <focal-select-field
        label="Rows"
        .style=${width}
        .value=${String(slice.rowAxis)}
        .choices=${choices}
        @choice-change=${choose('rowAxis')}
      ></focal-select-field>
      <focal-select-field
        label="Columns"
        .style=${width}
        .value=${String(slice.columnAxis)}
        .choices=${choices}
        @choice-change=${choose('columnAxis')}
      ></focal-select-field>
      ${shape.map((length, axis) =>
        axis === slice.rowAxis || axis === slice.columnAxis
          ? nothing
          : html`<focal-index-field
              label=${axisLabel(axis, length)}
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

function axisLabel(axis: number, length: number): string {
  return `Axis ${axis} (length ${countText(length)})`;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-axis-controls': AxisControls;
  }
}
