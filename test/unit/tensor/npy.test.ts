import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { openBytes, readAll, readEverything, refusal } from './reading';

/** An NPY 1.0 file after its specification (numpy.lib.format). */
function npy(header: string, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(`${header}\n`);
  const preamble = Uint8Array.of(
    0x93,
    0x4e,
    0x55,
    0x4d,
    0x50,
    0x59,
    1,
    0,
    text.length & 0xff,
    text.length >> 8,
  );
  return Uint8Array.from([...preamble, ...text, ...data]);
}

const floats = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);

it('an array in C order is read', async () => {
  const file = await openBytes(
    'logits.npy',
    npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", floats),
  );
  const [array] = file.arrays;
  expect(array).toEqual({ name: 'logits', shape: [2, 3], dtype: 'float32', elements: 6, byteLength: 24 });
  expect(array && (await readAll(file, array))).toEqual([1, 2, 3, 4, 5, 6]);
});

it('a Fortran-ordered array is read in C order', async () => {
  const file = await openBytes(
    'a.npy',
    npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3)}", floats),
  );
  const [array] = file.arrays;
  expect(array && (await readAll(file, array))).toEqual([1, 3, 5, 2, 4, 6]);
});

it.each([
  ["{'descr': '<f4', 'fortran_order': False, 'shape': (7,)}", 'needs 28 bytes of data, but 24 follow'],
  ["{'descr': '<f4', 'fortran_order': False, 'shape': (-6,)}", 'not negative'],
  [
    "{'descr': '<f4', 'fortran_order': False, 'shape': (9007199254740991, 9007199254740991)}",
    'more elements',
  ],
  ["{'descr': '<f4', 'fortran_order': 0, 'shape': (6,)}", 'True or False'],
  ["{'descr': '<f4', 'shape': (6,)}", 'found descr, shape'],
  ["{'descr': '<f4', 'fortran_order': False, 'shape': (6,), 'evil': None}", 'evil'],
  ["{'descr': __import__('os'), 'fortran_order': False, 'shape': (6,)}", 'not a Python dict'],
  ['[1, 2]', 'to be a Python dict'],
])('the header %s is refused', async (header, problem) => {
  const message = await refusal('bad.npy', npy(header, floats));
  expect(message).toContain('bad.npy, array "bad", byte ');
  expect(message).toContain(problem);
});

it.each([
  ['<q9', 'unknown dtype "<q9"'],
  ['f4', 'without a byte order'],
])('an array of the type %s is refused with its shape', async (type, problem) => {
  const header = `{'descr': '${type}', 'fortran_order': False, 'shape': (6,)}`;
  const message = await refusal('bad.npy', npy(header, floats));
  expect(message).toContain('bad.npy, array "bad" (6,), byte ');
  expect(message).toContain(problem);
});

const base = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }", floats);

it('a file with changed bytes is read as its bytes say or refused', async () => {
  const change = fc.record({ at: fc.nat(base.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = base.slice();
      for (const { at, byte } of changes) {
        bytes[at] = byte;
      }
      const result = await readEverything('mutated.npy', bytes);
      if (result instanceof TensorFileError) {
        expect(result.message).toContain('mutated.npy');
        return;
      }
      const read = result.get('mutated');
      expect(read?.values.length).toBe(read?.array.shape.reduce((product, length) => product * length, 1));
      if (read?.array.dtype === 'float32' && read.array.shape.join() === '2,3' && bytes[8] === base[8]) {
        expect([...expectedFloats(bytes)].sort()).toEqual(read.values.toSorted());
      }
    }),
    { numRuns: 3_000 },
  );
});

/** The six floats at the end of the file in the byte order that its header names. */
function expectedFloats(bytes: Uint8Array): number[] {
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, bytes.length - floats.length));
  const littleEndian = !/['"]>f4/.test(header);
  const view = new DataView(bytes.buffer, bytes.length - floats.length);
  return [0, 1, 2, 3, 4, 5].map((index) => view.getFloat32(4 * index, littleEndian));
}

it('a file cut anywhere is refused', async () => {
  for (let length = 0; length < base.length; length += 1) {
    expect(await readEverything('cut.npy', base.slice(0, length))).toBeInstanceOf(TensorFileError);
  }
});

it('reading an NPY file stops when its signal is aborted', async () => {
  const file = await openBytes('a.npy', base);
  const [array] = file.arrays;
  const stop = new AbortController();
  const reason = new Error('stopped by the user');
  const reading = async () => {
    for await (const _ of file.chunks(array ?? fail(), { chunkElements: 2, signal: stop.signal })) {
      stop.abort(reason);
    }
  };
  await expect(reading()).rejects.toBe(reason);
});

function fail(): never {
  throw new Error('the file lists no array');
}

const row = (values: readonly number[]) =>
  npy(
    `{'descr': '<f4', 'fortran_order': False, 'shape': (${values.length / 2}, 2), }`,
    new Uint8Array(Float32Array.from(values).buffer),
  );

it('arrays written one after the other are read as rows of one array, in any box and chunk', async () => {
  const bytes = Uint8Array.from([...row([1, 2, 3, 4]), ...row([]), ...row([5, 6])]);
  const file = await openBytes('batches.npy', bytes);
  const [array] = file.arrays;
  expect(file.arrays).toMatchObject([{ name: 'batches', shape: [3, 2], elements: 6, parts: 3 }]);
  expect(file.trailingBytes).toBe(0);
  expect(array && (await readAll(file, array, { chunkElements: 5 }))).toEqual([1, 2, 3, 4, 5, 6]);
  const box = await file.box(array ?? fail(), [
    { start: 1, count: 2 },
    { start: 1, count: 1 },
  ]);
  expect([...box]).toEqual([4, 6]);
});

it('arrays of different shapes, written one after the other, are listed separately', async () => {
  const file = await openBytes('pair.npy', Uint8Array.from([...row([1, 2, 3, 4]), ...base]));
  expect(file.arrays).toMatchObject([
    { name: 'pair[0]', shape: [2, 2] },
    { name: 'pair[1]', shape: [2, 3] },
  ]);
  const [, second] = file.arrays;
  expect(second && (await readAll(file, second))).toEqual([1, 2, 3, 4, 5, 6]);
});

it('bytes behind the last array are counted', async () => {
  const file = await openBytes('longer.npy', Uint8Array.from([...base, 1, 2, 3]));
  expect(file.trailingBytes).toBe(3);
});
