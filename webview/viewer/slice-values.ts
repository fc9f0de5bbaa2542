import type { AxisRange, ExactValues } from '../../src/tensor/tensor-file';
import { columnCount, positionIn, rangesOf, rowCount, type Slice, type Window } from './slice';

/** Rows and columns of a tile. */
const TILE_ROWS = 64;
const TILE_COLUMNS = 16;
/** Most tiles in memory. */
const MOST_TILES = 256;

interface Tile extends Window {
  readonly request: number;
  values: ExactValues | undefined;
}

/** Requests tiles from the extension. */
export interface TileSource {
  /** Requests a box. The answer comes later with the returned number. */
  request(ranges: readonly AxisRange[]): number;
  abandon(requests: readonly number[]): void;
}

/** The values of one slice, read tile by tile when they become visible. */
export class SliceValues {
  private readonly tiles = new Map<string, Tile>();

  constructor(
    readonly slice: Slice,
    private readonly shape: readonly number[],
    private readonly source: TileSource,
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
    if (outside.length > 0) {
      this.source.abandon(outside.map(([, tile]) => tile.request));
      for (const [key] of outside) {
        this.tiles.delete(key);
      }
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

  /** Takes an answer. Returns false if it belongs to no tile. */
  receive(request: number, values: ExactValues): boolean {
    for (const tile of this.tiles.values()) {
      if (tile.request === request) {
        tile.values = values;
        return true;
      }
    }
    return false;
  }

  /** True if a tile waits for this answer. */
  awaits(request: number): boolean {
    return [...this.tiles.values()].some((tile) => tile.request === request && tile.values === undefined);
  }

  /** The value at a place; undefined until it is read. */
  value(row: number, column: number): number | bigint | undefined {
    const tile = this.tiles.get(keyOf(Math.floor(row / TILE_ROWS), Math.floor(column / TILE_COLUMNS)));
    return tile?.values?.[positionIn(this.slice, tile, row - tile.firstRow, column - tile.firstColumn)];
  }

  /** Abandons all open requests. */
  dispose(): void {
    const waiting = [...this.tiles.values()].filter((tile) => tile.values === undefined);
    if (waiting.length > 0) {
      this.source.abandon(waiting.map((tile) => tile.request));
    }
    this.tiles.clear();
  }

  private ask(window: Window): Tile {
    return { ...window, request: this.source.request(rangesOf(this.slice, window)), values: undefined };
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
