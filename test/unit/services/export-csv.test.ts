import { expect, it } from 'vitest';
import type { CsvRequest } from '../../../src/protocol/viewer';
import { csvOfSlice } from '../../../src/services/export-csv';
import type { TensorFile } from '../../../src/tensor/tensor-file';
import { npyBytes } from '../../reference/npy';
import { openBytes } from '../tensor/reading';

const ROWS = 3_000;
const COLUMNS = 20;

/** An NPY file; the value of an element is its flat index. */
function opened(): Promise<TensorFile> {
  const values = Int32Array.from({ length: ROWS * COLUMNS }, (_, index) => index);
  return openBytes('counted.npy', npyBytes('<i4', [ROWS, COLUMNS], values.buffer));
}

const everything: CsvRequest = {
  type: 'exportCsv',
  array: 'counted',
  ranges: [
    { start: 0, count: ROWS },
    { start: 0, count: COLUMNS },
  ],
  rowAxis: 0,
  columnAxis: 1,
};

it('a CSV begins every row with its index, and its progress is reported', async () => {
  const told: number[] = [];
  const csv = await csvOfSlice(await opened(), everything, {
    signal: new AbortController().signal,
    onProgress: (fraction) => told.push(fraction),
  });
  const lines = csv.split('\r\n');
  expect(lines.length).toBe(ROWS + 2);
  expect(lines[0]).toBe(`,${Array.from({ length: COLUMNS }, (_, column) => column).join(',')}`);
  expect(lines[2_001]).toBe(
    `2000,${Array.from({ length: COLUMNS }, (_, column) => 40_000 + column).join(',')}`,
  );
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});

it('a CSV swaps rows and columns with the slice', async () => {
  const turned: CsvRequest = {
    ...everything,
    ranges: [
      { start: 7, count: 2 },
      { start: 3, count: 3 },
    ],
    rowAxis: 1,
    columnAxis: 0,
  };
  expect(await csvOfSlice(await opened(), turned, { signal: new AbortController().signal })).toBe(
    ',7,8\r\n3,143,163\r\n4,144,164\r\n5,145,165\r\n',
  );
});

it('writing a CSV stops when its signal is aborted', async () => {
  const stop = new AbortController();
  const reason = new Error('stopped by the user');
  const run = { signal: stop.signal, onProgress: () => stop.abort(reason) };
  await expect(csvOfSlice(await opened(), everything, run)).rejects.toBe(reason);
});
