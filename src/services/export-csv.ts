import type { CsvRequest } from '../protocol/viewer';
import type { TensorFile } from '../tensor/tensor-file';
import { TensorFileError } from '../tensor/tensor-file';
import { exactText } from '../tensor/value-text';

/** Most cells of a CSV file; spreadsheets cannot open larger ones. */
const MOST_CSV_CELLS = 2_000_000;
/** Cells read and written at a time: a few milliseconds of work that blocks the thread. */
const BLOCK_CELLS = 16_384;

export interface CsvRun {
  readonly signal: AbortSignal;
  /** Called with the fraction of rows written, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Numbers of rows and columns of a request. A missing axis counts as one row or column. */
export function csvSize({ ranges, rowAxis, columnAxis }: CsvRequest) {
  const single = { start: 0, count: 1 };
  const rows = (rowAxis === null ? undefined : ranges[rowAxis]) ?? single;
  const columns = (columnAxis === null ? undefined : ranges[columnAxis]) ?? single;
  return { rows, columns, cells: rows.count * columns.count };
}

/**
 * A part of a slice as CSV (RFC 4180) at full precision. The first line holds the column indices, and each row begins with
 * its index.
 * @throws TensorFileError when the array is missing, cannot be read, or the part has more than two million cells
 */
export async function csvOfSlice(
  file: TensorFile,
  request: CsvRequest,
  { signal, onProgress }: CsvRun,
): Promise<string> {
  const array = file.arrays.find(({ name }) => name === request.array);
  if (array === undefined) {
    throw new TensorFileError(file.name, { id: 'array-gone', facts: {} }, { array: request.array });
  }
  const { ranges, rowAxis, columnAxis } = request;
  const { rows, columns, cells } = csvSize(request);
  if (cells > MOST_CSV_CELLS) {
    throw new TensorFileError(
      file.name,
      { id: 'csv-too-large', facts: { most: MOST_CSV_CELLS, found: cells } },
      { array: array.name },
    );
  }
  const rowsInBlock = Math.max(1, Math.floor(BLOCK_CELLS / columns.count));
  const heading = ['', ...Array.from({ length: columns.count }, (_, column) => columns.start + column)];
  const lines = [heading.join(',')];
  for (let done = 0; done < rows.count; done += rowsInBlock) {
    const block = { start: rows.start + done, count: Math.min(rowsInBlock, rows.count - done) };
    const box = ranges.map((range, axis) => (axis === rowAxis ? block : range));
    const values = await file.box(array, box, signal);
    // Values are in the order of the axes: column by column if the axis of the columns is the earlier one.
    const columnsFirst = rowAxis !== null && columnAxis !== null && columnAxis < rowAxis;
    const [rowStride, columnStride] = columnsFirst ? [1, block.count] : [columns.count, 1];
    for (let row = 0; row < block.count; row += 1) {
      const line = Array.from({ length: columns.count }, (_, column) =>
        exactText(values[row * rowStride + column * columnStride] ?? Number.NaN, array.dtype),
      );
      lines.push([block.start + row, ...line].join(','));
    }
    onProgress?.((done + block.count) / rows.count);
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal.throwIfAborted();
  }
  return `${lines.join('\r\n')}\r\n`;
}
