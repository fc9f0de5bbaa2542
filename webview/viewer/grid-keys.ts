import type { Place } from './slice';

/** The size of a grid, and the number of rows in a page. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

type Move = (place: Place, size: GridSize) => Place;

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: row - page, column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Control Home': () => ({ row: 0, column: 0 }),
  'Control End': (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
};

/** The cell to which a key moves, after the grid pattern of the WAI-ARIA practices; undefined for any other key. */
export function placeByKey(
  key: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  from: Place,
  size: GridSize,
): Place | undefined {
  const move = MOVES[key.ctrlKey || key.metaKey ? `Control ${key.key}` : key.key];
  return move === undefined ? undefined : placeWithin(move(from, size), size);
}

function placeWithin({ row, column }: Place, { rows, columns }: Pick<GridSize, 'rows' | 'columns'>): Place {
  return {
    row: Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}
