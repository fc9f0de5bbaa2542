import { messages } from '../shared/messages';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import type { ViewedArray } from '../../src/protocol/viewer';
import type { AxisRange, DataType } from '../../src/tensor/tensor-file';
import { exactText, shortText } from '../../src/tensor/value-text';
import '../shared/icon-button';
import { baseStyles } from '../shared/theme';
import { indexAt, type Place, rangesOf, type Window } from './slice';
import { type BoxSource, SliceValues } from './slice-values';
import type { ActiveChange, CellText, TensorGrid } from './tensor-grid';
import './tensor-grid';
import type { ViewState } from './view-state';

/** Types whose values can have more digits than a column shows. */
const LONG_DATA_TYPES: ReadonlySet<DataType> = new Set([
  'float16',
  'bfloat16',
  'float32',
  'float64',
  'int64',
  'uint64',
] as const);

/** Most cells that are copied to the clipboard; more are exported to a file. */
const MOST_COPIED = 10_000;

/**
 * A slice as a table of numbers, with the active cell at full precision below it.
 *
 * @fires view-change - CustomEvent<Partial<ViewState>>
 * @fires copy-value - CustomEvent<string>
 * @fires export-range - CustomEvent<AxisRange[]>, one range an axis
 */
@customElement('focal-slice-table')
export class SliceTable extends LitElement {
  @property({ attribute: false }) array: ViewedArray | undefined;
  @property({ attribute: false }) view: ViewState | undefined;
  @property({ attribute: false }) source: BoxSource | undefined;
  /** Outcome of a copy or an export, or the reason why values cannot be read. */
  @property() message = '';

  @state() private readings = 0;
  @state() private note = '';
  private values: SliceValues | undefined;
  private readonly grid = createRef<TensorGrid>();

  static override styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
        grid-template-rows: minmax(0, 1fr) auto;
        min-block-size: 0;
      }
      .status {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 4px 10px;
        min-block-size: 28px;
      }
      .value {
        font-family: var(--vscode-editor-font-family, monospace);
        overflow-wrap: anywhere;
      }
      .tools {
        display: flex;
        gap: 2px;
      }
      vscode-checkbox {
        margin-inline-start: auto;
      }
    `,
  ];

  override render() {
    const { array, view, values } = this;
    if (array === undefined || view === undefined || values === undefined) {
      return nothing;
    }
    return html`
      <focal-tensor-grid
        ${ref(this.grid)}
        .label=${messages.viewer.valuesOf(array.name)}
        .rows=${values.rows}
        .columns=${values.columns}
        .cell=${(row: number, column: number) => this.cellText(row, column)}
        .active=${view.active}
        .anchor=${view.anchor}
        .columnWidth=${columnWidthOf(array, view)}
        .readings=${this.readings}
        @window-change=${(event: CustomEvent<Window>) => this.look(event.detail)}
        @active-change=${(event: CustomEvent<ActiveChange>) => this.activate(event.detail)}
        @keydown=${this.press}
      ></focal-tensor-grid>
      <div class="status">
        <span class="value">${this.activeText(array, view)}</span>
        <span class="tools" role="toolbar" aria-label=${messages.viewer.selectedValues}>
          <focal-icon-button icon="copy" label=${messages.viewer.copySelected} @click=${this.copy}></focal-icon-button>
          <focal-icon-button
            icon="export"
            label=${messages.viewer.exportSelected}
            @click=${() => this.exportRange(view)}
          ></focal-icon-button>
        </span>
        <span class="quiet" role="status">${this.note || this.message}</span>
        ${
          LONG_DATA_TYPES.has(array.dtype)
            ? html`<vscode-checkbox
                label=${messages.viewer.allDigits}
                .checked=${view.precise}
                @change=${(event: Event) =>
                  this.change({ precise: (event.currentTarget as HTMLInputElement).checked })}
              ></vscode-checkbox>`
            : nothing
        }
      </div>
    `;
  }

  /** Scrolls to the active cell. */
  async reveal(): Promise<void> {
    await this.updateComplete;
    await this.grid.value?.updateComplete;
    if (this.view !== undefined) {
      this.grid.value?.show(this.view.active);
    }
  }

  /** The visible cells at full precision; undefined until all of them are read. */
  visibleCells(): { window: Window; cells: string[][] } | undefined {
    const { array, values } = this;
    const window = this.grid.value?.window;
    if (array === undefined || values === undefined || window === undefined) {
      return undefined;
    }
    const cells = textsOf(array, values, window);
    return cells === undefined ? undefined : { window, cells };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.values?.dispose();
    this.values = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { array, view, source } = this;
    if (array === undefined || view === undefined || source === undefined) {
      return;
    }
    const before = this.values?.slice;
    const sameSlice = JSON.stringify(before) === JSON.stringify(view.slice);
    if (this.values === undefined || !sameSlice || changed.has('array') || changed.has('source')) {
      this.values?.dispose();
      this.values = new SliceValues(view.slice, array.shape, source, () => {
        this.readings += 1;
      });
      this.readings += 1;
    }
  }

  protected override async firstUpdated(): Promise<void> {
    await this.grid.value?.updateComplete;
    this.grid.value?.scrollToFirst(this.view?.firstRow ?? 0, this.view?.firstColumn ?? 0);
  }

  protected override updated(): void {
    const window = this.grid.value?.window;
    if (window !== undefined && window.rows > 0) {
      this.values?.look(window);
    }
  }

  private look(window: Window): void {
    this.values?.look(window);
    this.change({ firstRow: window.firstRow, firstColumn: window.firstColumn });
  }

  private activate({ row, column, extend }: ActiveChange): void {
    this.note = '';
    const active = { row, column };
    this.change(extend ? { active } : { active, anchor: active });
  }

  private change(detail: Partial<ViewState>): void {
    this.dispatchEvent(new CustomEvent<Partial<ViewState>>('view-change', { detail }));
  }

  private cellText(row: number, column: number): CellText | undefined {
    const value = this.values?.value(row, column);
    const dtype = this.array?.dtype ?? 'float64';
    if (value === undefined) {
      return undefined;
    }
    return {
      text: this.view?.precise ? exactText(value, dtype) : shortText(value, dtype),
      finite: typeof value === 'bigint' || Number.isFinite(value),
    };
  }

  private activeText(array: ViewedArray, view: ViewState): string {
    const { row, column } = view.active;
    const value = this.values?.value(row, column);
    const place = `${array.name}[${indexAt(view.slice, view.active).join(', ')}]`;
    return value === undefined ? place : `${place} = ${exactText(value, array.dtype)}`;
  }

  private press(event: KeyboardEvent): void {
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    const { values } = this;
    if (control && key === 'c') {
      event.preventDefault();
      this.copy();
    } else if (control && key === 'a' && values !== undefined && values.rows > 0) {
      event.preventDefault();
      this.change({
        anchor: { row: 0, column: 0 },
        active: { row: values.rows - 1, column: values.columns - 1 },
      });
    }
  }

  private copy(): void {
    const { array, values, view } = this;
    if (array === undefined || values === undefined || view === undefined) {
      return;
    }
    const selection = selectionOf(view.active, view.anchor);
    const texts =
      selection.rows * selection.columns > MOST_COPIED ? undefined : textsOf(array, values, selection);
    if (texts === undefined) {
      this.note = messages.viewer.onlySeenCopied;
      return;
    }
    const detail = texts.map((row) => row.join('\t')).join('\n');
    this.dispatchEvent(new CustomEvent<string>('copy-value', { detail }));
  }

  private exportRange(view: ViewState): void {
    const detail = rangesOf(view.slice, selectionOf(view.active, view.anchor));
    this.dispatchEvent(new CustomEvent<AxisRange[]>('export-range', { detail }));
  }
}

/** Width in pixels for six digits, or for the most digits of the type. */
function columnWidthOf({ dtype }: ViewedArray, { precise }: ViewState): number {
  const eightBytes = dtype === 'float64' || dtype === 'int64' || dtype === 'uint64';
  return precise ? (eightBytes ? 190 : 130) : 104;
}

function selectionOf(one: Place, other: Place): Window {
  return {
    firstRow: Math.min(one.row, other.row),
    rows: Math.abs(one.row - other.row) + 1,
    firstColumn: Math.min(one.column, other.column),
    columns: Math.abs(one.column - other.column) + 1,
  };
}

/** Exact texts of a window; undefined until all its values are read. */
function textsOf({ dtype }: ViewedArray, values: SliceValues, window: Window): string[][] | undefined {
  const rows: string[][] = [];
  for (let row = window.firstRow; row < window.firstRow + window.rows; row += 1) {
    const texts: string[] = [];
    for (let column = window.firstColumn; column < window.firstColumn + window.columns; column += 1) {
      const value = values.value(row, column);
      if (value === undefined) {
        return undefined;
      }
      texts.push(exactText(value, dtype));
    }
    rows.push(texts);
  }
  return rows;
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-slice-table': SliceTable;
  }
}
