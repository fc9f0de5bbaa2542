import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRows } from '../../../src/kernel/inputs/read-rows.node';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { randomNumbers } from '../check/tensors';

const HEADER = 128;
const ROWS = 600;
/** Bytes a row: one read is then larger, or smaller, than those that always run in the calling thread. */
const ROW_BYTES = [100, 2];

let folder: string;
let ranges: Parameters<typeof openRows>[0];
let files: readonly Uint8Array[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-rows-'));
  const random = randomNumbers(11);
  files = ROW_BYTES.map((bytes) => Uint8Array.from({ length: HEADER + ROWS * bytes }, () => 256 * random()));
  ranges = files.map((_, at) => {
    const name = `${at}.npy`;
    return { path: join(folder, name), name, array: name, byteOffset: HEADER };
  });
  for (const [at, { path }] of ranges.entries()) {
    await writeFile(path, files[at] ?? '');
  }
});

afterAll(() => rm(folder, { recursive: true }));

/** Rows from each of some places on, as they were read one after the other. */
async function readAt(places: readonly number[], rows: number, now: () => number): Promise<Uint8Array[][]> {
  const { read, close } = openRows(ranges, now);
  try {
    const all: Uint8Array[][] = [];
    for (const place of places) {
      const arrays = ROW_BYTES.map((bytes) => new Uint8Array(rows * bytes));
      await read({ columns: arrays.map((array) => ({ bytes: () => array })) }, place, rows);
      all.push(arrays);
    }
    return all;
  } finally {
    close();
  }
}

/** A clock that says how long each read takes. */
function clock(milliseconds: number): () => number {
  let time = 0;
  return () => {
    time += milliseconds;
    return time;
  };
}

describe.each([
  ['in memory', 0],
  ['on a slow disk', 1000],
])('rows read from files %s', (_, milliseconds) => {
  it('rows have the bytes of their place in the files', async () => {
    const places = [0, 200, 7, 400];
    const rows = 200;
    const expected = places.map((place) =>
      ROW_BYTES.map((bytes, at) => files[at]?.slice(HEADER + place * bytes, HEADER + (place + rows) * bytes)),
    );
    expect(await readAt(places, rows, clock(milliseconds))).toEqual(expected);
  });

  it('rows behind the end of a file that was cut off are an error', async () => {
    const [{ path } = { path: '' }] = ranges;
    await truncate(path, HEADER + 50_000);
    const cutOff = readAt([0, 200, 400], 200, clock(milliseconds));
    await expect(cutOff).rejects.toThrow(TensorFileError);
    await writeFile(path, files[0] ?? '');
  });
});
