import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import * as v from 'valibot';
import type { CsvRequest, ViewedArray } from '../../src/protocol/viewer';
import type { AxisRange } from '../../src/tensor/tensor-file';
import '../shared/select-field';
import { baseStyles } from '../shared/theme';
import './axis-controls';
import { parseIndex } from './index-text';
import { type Place, type Slice, sliceAt } from './slice';
import type { SlicePicture } from './slice-picture';
import './slice-picture';
import type { SliceTable } from './slice-table';
import './slice-table';
import type { BoxSource } from './slice-values';
import { colourAxisOf, colourScaleSchema, type Display, displaySchema, type ViewState } from './view-state';

const colourChoices = colourScaleSchema.options.map((value) => ({
  value,
  label: messages.viewer.colourScales[value],
}));

/**
 * One array: the choice of a slice, the slice as a table or a picture, and a field to go to an element.
 *
 * @fires view-change - CustomEvent<ViewState>
 * @fires copy-value - CustomEvent<string>
 * @fires export-csv - CustomEvent<CsvRequest>
 */
@customElement('focal-array-view')
export class ArrayView extends LitElement {
  @property({ attribute: false }) array: ViewedArray | undefined;
  @property({ attribute: false }) view: ViewState | undefined;
  @property({ attribute: false }) source: BoxSource | undefined;
  @property() message = '';
  /** The reason why values could not be read; empty if there is none. */
  @property() problem = '';

  @state() private indexProblem = '';
  private readonly table = createRef<SliceTable>();
  private readonly picture = createRef<SlicePicture>();

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        grid-template-rows: auto minmax(0, 1fr);
        min-block-size: 0;
      }
      .controls {
        align-items: end;
        display: flex;
        flex-wrap: wrap;
        gap: 8px 12px;
      }
      .label {
        display: block;
        padding-block-end: 3px;
      }
      .go-to vscode-textfield {
        inline-size: 112px;
      }
      focal-select-field {
        inline-size: 124px;
      }
      focal-select-field.colours {
        inline-size: 176px;
      }
      .problem {
        color: var(--vscode-errorForeground);
        flex-basis: 100%;
      }
    `,
  ];

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('array')) {
      this.indexProblem = '';
    }
  }

  override render() {
    const { array, view } = this;
    if (array === undefined || view === undefined) {
      return nothing;
    }
    return html`
      <div class="controls">
        <focal-axis-controls
          .shape=${array.shape}
          .slice=${view.slice}
          .shownAxis=${view.display === 'image' ? colourAxisOf(view, array.shape) : undefined}
          @slice-change=${(event: CustomEvent<Slice>) => this.changeSlice(event.detail)}
        ></focal-axis-controls>
        ${array.shape.length === 0 ? nothing : this.renderGoTo(array, view)} ${this.renderDisplay(array, view)}
        ${[this.indexProblem, this.problem]
          .filter((problem) => problem !== '')
          .map((problem) => html`<p class="problem" role="alert">${problem}</p>`)}
      </div>
      ${
        view.display === 'table'
          ? html`<focal-slice-table
              ${ref(this.table)}
              .array=${array}
              .view=${view}
              .source=${this.source}
              .message=${this.message}
              @view-change=${(event: CustomEvent<Partial<ViewState>>) => this.change(event.detail)}
              @copy-value=${(event: CustomEvent<string>) =>
                this.dispatchEvent(new CustomEvent<string>('copy-value', { detail: event.detail }))}
              @export-range=${(event: CustomEvent<AxisRange[]>) => this.exportCsv(array, view, event.detail)}
            ></focal-slice-table>`
          : html`<focal-slice-picture
              ${ref(this.picture)}
              .array=${array}
              .view=${view}
              .source=${this.source}
              @place-choose=${(event: CustomEvent<Place>) => this.goTo(view.slice, event.detail)}
            ></focal-slice-picture>`
      }
    `;
  }

  /** The table; undefined while a picture is shown. */
  get shownTable(): SliceTable | undefined {
    return this.table.value;
  }

  /** Goes to an element; an index that does not fit is refused as if it had been typed. */
  goToElement(index: readonly number[]): void {
    if (this.array !== undefined && this.view !== undefined) {
      this.goToText(this.array, this.view, index.join(', '));
    }
  }

  private renderGoTo(array: ViewedArray, view: ViewState) {
    return html`<div class="go-to">
      <span class="label quiet" aria-hidden="true">${messages.viewer.goToIndex}</span>
      <vscode-textfield
        .label=${messages.viewer.goToIndex}
        placeholder=${array.shape.map(() => '0').join(', ')}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter') {
            this.goToText(array, view, (event.currentTarget as HTMLInputElement).value);
          }
        }}
      ></vscode-textfield>
    </div>`;
  }

  private renderDisplay(array: ViewedArray, view: ViewState) {
    const displays: { value: Display; label: string }[] = [{ value: 'table', label: messages.viewer.table }];
    if (array.shape.length >= 2) {
      displays.push({ value: 'heatMap', label: messages.viewer.heatMap });
      if (colourAxisOf(view, array.shape) !== undefined) {
        displays.push({ value: 'image', label: messages.viewer.image });
      }
    }
    return html`
      ${
        displays.length === 1
          ? nothing
          : html`<focal-select-field
              label=${messages.viewer.showAs}
              .value=${view.display}
              .choices=${displays}
              @choice-change=${(event: CustomEvent<string>) =>
                this.change({ display: v.parse(displaySchema, event.detail) })}
            ></focal-select-field>`
      }
      ${
        view.display === 'heatMap'
          ? html`<focal-select-field
              class="colours"
              label=${messages.viewer.colours}
              .value=${view.colours}
              .choices=${colourChoices}
              @choice-change=${(event: CustomEvent<string>) =>
                this.change({ colours: v.parse(colourScaleSchema, event.detail) })}
            ></focal-select-field>`
          : nothing
      }
    `;
  }

  private changeSlice(slice: Slice): void {
    const start = { row: 0, column: 0 };
    const { view, array } = this;
    const keepsPlace =
      view !== undefined &&
      view.slice.rowAxis === slice.rowAxis &&
      view.slice.columnAxis === slice.columnAxis;
    const image = view?.display === 'image' && array && colourAxisOf({ slice }, array.shape) === undefined;
    this.change({
      slice,
      ...(keepsPlace ? {} : { active: start, anchor: start, firstRow: 0, firstColumn: 0 }),
      ...(image ? { display: 'heatMap' } : {}),
    });
  }

  private goToText(array: ViewedArray, view: ViewState, text: string): void {
    const { index, problem } = parseIndex(text, array.shape);
    this.indexProblem = problem ?? '';
    if (index !== undefined) {
      const { slice, place } = sliceAt(view.slice, index);
      this.goTo(slice, place);
    }
  }

  private async goTo(slice: Slice, place: Place): Promise<void> {
    this.change({ slice, display: 'table', active: place, anchor: place });
    await this.updateComplete;
    await this.table.value?.reveal();
  }

  private exportCsv({ name }: ViewedArray, { slice }: ViewState, ranges: AxisRange[]): void {
    const { rowAxis, columnAxis } = slice;
    const detail: CsvRequest = { type: 'exportCsv', array: name, ranges, rowAxis, columnAxis };
    this.dispatchEvent(new CustomEvent<CsvRequest>('export-csv', { detail }));
  }

  private change(change: Partial<ViewState>): void {
    // The table tells of another first row when the line of the problem takes its room.
    if ('active' in change || 'slice' in change || 'display' in change) {
      this.indexProblem = '';
    }
    if (this.view !== undefined) {
      this.view = { ...this.view, ...change };
      this.dispatchEvent(new CustomEvent<ViewState>('view-change', { detail: this.view }));
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-array-view': ArrayView;
  }
}
