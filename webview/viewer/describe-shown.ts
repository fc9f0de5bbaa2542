import type { OpenedFile, Shown, ViewedArray } from '../../src/protocol/viewer';
import type { SliceTable } from './slice-table';
import type { Display } from './view-state';

interface PageParts {
  readonly failure: string;
  readonly opened: OpenedFile | undefined;
  readonly array: ViewedArray | undefined;
  readonly display: Display | undefined;
  readonly table: SliceTable | undefined;
}

/** Waits until the page shows an error or all visible values, and returns them. */
export async function describeShown(parts: () => PageParts): Promise<Shown> {
  for (;;) {
    const { failure, opened, array, display = 'table', table } = parts();
    if (failure !== '') {
      return { state: 'failed', message: failure };
    }
    if (opened !== undefined && array !== undefined && display !== 'table') {
      return { state: 'picture', arrays: opened.arrays.map(({ name }) => name), array: array.name };
    }
    const visible = table?.visibleCells();
    if (opened !== undefined && array !== undefined && visible !== undefined) {
      return {
        state: 'table',
        arrays: opened.arrays.map(({ name }) => name),
        array: array.name,
        firstRow: visible.window.firstRow,
        firstColumn: visible.window.firstColumn,
        cells: visible.cells,
      };
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
