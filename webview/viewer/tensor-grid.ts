import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { messages } from '../shared/messages';
import { SizeObserver } from '../shared/size-observer';
import { baseStyles } from '../shared/theme';
import { placeByKey } from './grid-keys';
import { type ScrollMapping, scrollMapping } from './scroll-mapping';
import type { Place, Window } from './slice';
import { HEADING_HEIGHT, ROW_HEIGHT, tensorGridStyles } from './tensor-grid.styles';

/** Text of a cell; undefined until its value is read. */
export interface CellText {
  readonly text: string;
  readonly finite: boolean;
}

/** Detail of `active-change`. `extend` keeps the other corner of the selection where it is. */
export interface ActiveChange extends Place {
  readonly extend: boolean;
}

/**
 * A table of any number of rows and columns. Only the visible cells exist in the page. By keyboard it is one grid with an
 * active cell (arrows, Page Up and Down, Home, End, with Ctrl to the corners, with Shift to select).
 *
 * @fires window-change - CustomEvent<Window>, the cells that can be seen
 * @fires active-change - CustomEvent<ActiveChange>
 */
@customElement('focal-tensor-grid')
export class TensorGrid extends LitElement {
  @property() label = '';
  @property({ type: Number }) rows = 0;
  @property({ type: Number }) columns = 0;
  /** Returns the text of a visible cell. */
  @property({ attribute: false }) cell: (row: number, column: number) => CellText | undefined = () =>
    undefined;
  @property({ attribute: false }) active: Place = { row: 0, column: 0 };
  /** The other corner of the selection. */
  @property({ attribute: false }) anchor: Place = { row: 0, column: 0 };

  /** Width of a column in pixels. */
  @property({ type: Number }) columnWidth = 104;
  /** Change it whenever the texts of cells change. */
  @property({ type: Number }) readings = 0;

  @state() private width = 0;
  @state() private height = 0;
  @state() private firstRow = 0;
  @state() private firstColumn = 0;

  private readonly scroller = createRef<HTMLElement>();
  private announced = '';
  /** Fraction of a row that the wheel has turned so far, if a pixel of the scroll bar is many rows. */
  private turned = 0;

  static override styles = [baseStyles, tensorGridStyles];

  constructor() {
    super();
    new SizeObserver(this, () => this.measure());
  }

  override render() {
    if (this.rows === 0 || this.columns === 0) {
      return html`<p class="empty">${messages.viewer.sliceIsEmpty}</p>`;
    }
    const { firstRow, firstColumn, rows, columns } = this.window;
    const columnIndices = Array.from({ length: columns }, (_, index) => firstColumn + index);
    const rowIndices = Array.from({ length: rows }, (_, index) => firstRow + index);
    const [down, across] = this.mappings;
    return html`
      <div
        class="scroll"
        ${ref(this.scroller)}
        role="grid"
        tabindex="0"
        aria-label=${this.label}
        aria-rowcount=${this.rows + 1}
        aria-colcount=${this.columns + 1}
        aria-multiselectable="true"
        aria-activedescendant=${this.shows(this.active) ? 'active' : nothing}
        @scroll=${this.follow}
        @wheel=${this.turn}
        @keydown=${this.press}
        @pointerdown=${this.point}
      >
        <div class="view" role="rowgroup" .style=${`--column-width: ${this.columnWidth}px`}>
          <div class="row headings" role="row" aria-rowindex="1">
            <div class="cell heading row-heading" role="columnheader" .style=${`inline-size: ${this.headingWidth}px`}>
              <span class="visually-hidden">${messages.viewer.row}</span>
            </div>
            ${columnIndices.map(
              (column) =>
                html`<div class="cell heading" role="columnheader" aria-colindex=${column + 2}>${column}</div>`,
            )}
          </div>
          ${rowIndices.map((row) => this.renderRow(row, columnIndices))}
        </div>
        <div
          role="presentation"
          .style=${`block-size: ${down.size + HEADING_HEIGHT}px; inline-size: ${across.size + this.headingWidth}px`}
        ></div>
      </div>
    `;
  }

  /** Scrolls as far as needed to show a cell. */
  show({ row, column }: Place): void {
    const { firstRow, rows, firstColumn, columns } = this.window;
    // The last row and column may be cut off.
    const [wholeRows, wholeColumns] = [Math.max(1, rows - 1), Math.max(1, columns - 1)];
    this.scrollToFirst(
      row < firstRow ? row : row >= firstRow + wholeRows ? row - wholeRows + 1 : firstRow,
      column < firstColumn
        ? column
        : column >= firstColumn + wholeColumns
          ? column - wholeColumns + 1
          : firstColumn,
    );
  }

  /** Scrolls so that this row and column come first. */
  scrollToFirst(row: number, column: number): void {
    const [down, across] = this.mappings;
    this.firstRow = Math.max(0, Math.min(row, down.lastFirst));
    this.firstColumn = Math.max(0, Math.min(column, across.lastFirst));
  }

  /** The visible cells. */
  get window(): Window {
    const rows = Math.ceil(Math.max(0, this.height - HEADING_HEIGHT) / ROW_HEIGHT);
    const columns = Math.ceil(Math.max(0, this.width - this.headingWidth) / this.columnWidth);
    return {
      firstRow: this.firstRow,
      rows: Math.min(rows, this.rows - this.firstRow),
      firstColumn: this.firstColumn,
      columns: Math.min(columns, this.columns - this.firstColumn),
    };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (['rows', 'columns', 'height', 'width', 'columnWidth'].some((name) => changed.has(name))) {
      this.scrollToFirst(this.firstRow, this.firstColumn);
    }
  }

  protected override updated(): void {
    const { value: scroller } = this.scroller;
    const [down, across] = this.mappings;
    if (scroller !== undefined && down.first(scroller.scrollTop) !== this.firstRow) {
      scroller.scrollTop = down.position(this.firstRow);
    }
    if (scroller !== undefined && across.first(scroller.scrollLeft) !== this.firstColumn) {
      scroller.scrollLeft = across.position(this.firstColumn);
    }
    const seen = JSON.stringify([this.window, this.rows, this.columns]);
    if (seen !== this.announced && this.height > 0) {
      this.announced = seen;
      this.dispatchEvent(new CustomEvent<Window>('window-change', { detail: this.window }));
    }
  }

  private renderRow(row: number, columns: readonly number[]) {
    return html`<div class="row" role="row" aria-rowindex=${row + 2}>
      <div class="cell heading row-heading" role="rowheader" .style=${`inline-size: ${this.headingWidth}px`}>${row}</div>
      ${columns.map((column) => this.renderCell(row, column))}
    </div>`;
  }

  private renderCell(row: number, column: number) {
    const content = this.cell(row, column);
    const active = row === this.active.row && column === this.active.column;
    const selected =
      between(row, this.active.row, this.anchor.row) &&
      between(column, this.active.column, this.anchor.column);
    const names = ['cell'];
    if (selected) {
      names.push('selected');
    }
    if (active) {
      names.push('active');
    }
    if (content?.finite === false) {
      names.push('not-finite');
    }
    return html`<div
      class=${names.join(' ')}
      id=${active ? 'active' : nothing}
      role="gridcell"
      aria-colindex=${column + 2}
      aria-selected=${selected ? 'true' : 'false'}
      data-row=${row}
      data-column=${column}
    >${content?.text ?? '…'}</div>`;
  }

  private get mappings(): readonly [ScrollMapping, ScrollMapping] {
    return [
      scrollMapping(this.rows, ROW_HEIGHT, Math.max(1, this.height - HEADING_HEIGHT)),
      scrollMapping(this.columns, this.columnWidth, Math.max(1, this.width - this.headingWidth)),
    ];
  }

  private get headingWidth(): number {
    return 24 + 8 * String(Math.max(0, this.rows - 1)).length;
  }

  private measure(): void {
    const { value: scroller } = this.scroller;
    this.width = scroller?.clientWidth ?? this.clientWidth;
    this.height = scroller?.clientHeight ?? this.clientHeight;
  }

  private shows({ row, column }: Place): boolean {
    const { firstRow, rows, firstColumn, columns } = this.window;
    return (
      row >= firstRow && row < firstRow + rows && column >= firstColumn && column < firstColumn + columns
    );
  }

  private follow(event: Event): void {
    const { scrollTop, scrollLeft } = event.currentTarget as HTMLElement;
    const [down, across] = this.mappings;
    // The first row may lie between two pixels of a long scroll bar.
    if (Math.abs(scrollTop - down.position(this.firstRow)) >= 1) {
      this.firstRow = down.first(scrollTop);
    }
    if (Math.abs(scrollLeft - across.position(this.firstColumn)) >= 1) {
      this.firstColumn = across.first(scrollLeft);
    }
  }

  /** Scrolls row by row with the wheel, even if a pixel of the scroll bar is many rows. */
  private turn(event: WheelEvent): void {
    const [down] = this.mappings;
    if (down.direct || event.deltaY === 0) {
      return;
    }
    event.preventDefault();
    this.turned += event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? event.deltaY / ROW_HEIGHT : event.deltaY;
    const rows = Math.trunc(this.turned);
    this.turned -= rows;
    this.scrollToFirst(this.firstRow + rows, this.firstColumn);
  }

  private press(event: KeyboardEvent): void {
    const place = placeByKey(event, this.active, {
      rows: this.rows,
      columns: this.columns,
      page: Math.max(1, this.window.rows - 2),
    });
    if (place !== undefined) {
      event.preventDefault();
      this.activate(place, event.shiftKey);
    }
  }

  private point(event: PointerEvent): void {
    const cell = event
      .composedPath()
      .find((node) => node instanceof HTMLElement && node.dataset.row !== undefined);
    if (cell instanceof HTMLElement && event.button === 0) {
      this.activate({ row: Number(cell.dataset.row), column: Number(cell.dataset.column) }, event.shiftKey);
    }
  }

  private activate(place: Place, extend: boolean): void {
    this.show(place);
    this.dispatchEvent(new CustomEvent<ActiveChange>('active-change', { detail: { ...place, extend } }));
  }
}

function between(value: number, one: number, other: number): boolean {
  return value >= Math.min(one, other) && value <= Math.max(one, other);
}

declare global {
  interface HTMLElementTagNameMap {
    'focal-tensor-grid': TensorGrid;
  }
}
