import type { AxisRange, ExactValues } from '../../src/tensor/tensor-file';
import { columnCount, positionIn, rangesOf, rowCount, type Slice, type Window } from './slice';

/** Rows and columns of a tile. */
const TILE_ROWS = 64;
const TILE_COLUMNS = 16;
/** Most tiles in memory. */
const MOST_TILES = 256;

interface Tile extends Window {
  readonly stop: AbortController;
  values: ExactValues | undefined;
}

/** Reads boxes of one array. */
export interface BoxSource {
  /**
   * Reads a box, one range per axis. The page shows a failure.
   * @param signal abandons the request
   * @param take receives the values, unless the request failed or was abandoned
   */
  read(ranges: readonly AxisRange[], signal: AbortSignal, take: (values: ExactValues) => void): void;
}

/** The values of one slice, read tile by tile when they become visible. */
export class SliceValues {
  private readonly tiles = new Map<string, Tile>();

  constructor(
    readonly slice: Slice,
    private readonly shape: readonly number[],
    private readonly source: BoxSource,
    private readonly onRead: () => void,
  ) {}

  get rows(): number {
    return rowCount(this.slice, this.shape);
  }

  get columns(): number {
    return columnCount(this.slice, this.shape);
  }

  /** Requests the missing tiles of a window, and abandons requests for tiles outside it. */
  look(window: Window): void {
    const wanted = this.tilesOf(window);
    const outside = [...this.tiles].filter(([key, tile]) => tile.values === undefined && !wanted.has(key));
    for (const [key, tile] of outside) {
      tile.stop.abort();
      this.tiles.delete(key);
    }
    for (const [key, place] of wanted) {
      const known = this.tiles.get(key);
      this.tiles.delete(key);
      this.tiles.set(key, known ?? this.ask(place));
    }
    for (const key of this.tiles.keys()) {
      if (this.tiles.size <= MOST_TILES) {
        break;
      }
      this.tiles.delete(key);
    }
  }

  /** The value at a place; undefined until it is read. */
  value(row: number, column: number): number | bigint | undefined {
    const tile = this.tiles.get(keyOf(Math.floor(row / TILE_ROWS), Math.floor(column / TILE_COLUMNS)));
    return tile?.values?.[positionIn(this.slice, tile, row - tile.firstRow, column - tile.firstColumn)];
  }

  /** Abandons all open requests. */
  dispose(): void {
    for (const { stop } of this.tiles.values()) {
      stop.abort();
    }
    this.tiles.clear();
  }

  private ask(window: Window): Tile {
    const tile: Tile = { ...window, stop: new AbortController(), values: undefined };
    this.source.read(rangesOf(this.slice, window), tile.stop.signal, (values) => {
      tile.values = values;
      this.onRead();
    });
    return tile;
  }

  private tilesOf(window: Window): Map<string, Window> {
    const { rows, columns } = this;
    const tiles = new Map<string, Window>();
    const lastRow = Math.min(rows, window.firstRow + window.rows);
    const lastColumn = Math.min(columns, window.firstColumn + window.columns);
    for (let row = Math.floor(window.firstRow / TILE_ROWS); row * TILE_ROWS < lastRow; row += 1) {
      for (
        let column = Math.floor(window.firstColumn / TILE_COLUMNS);
        column * TILE_COLUMNS < lastColumn;
        column += 1
      ) {
        const [firstRow, firstColumn] = [row * TILE_ROWS, column * TILE_COLUMNS];
        tiles.set(keyOf(row, column), {
          firstRow,
          rows: Math.min(TILE_ROWS, rows - firstRow),
          firstColumn,
          columns: Math.min(TILE_COLUMNS, columns - firstColumn),
        });
      }
    }
    return tiles;
  }
}

function keyOf(tileRow: number, tileColumn: number): string {
  return `${tileRow},${tileColumn}`;
}
