import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { npyBytes } from '../../reference/npy';
import { openBytes, readEverything, refusal } from './reading';

function npy(values: Float64Array): Uint8Array {
  return npyBytes('<f8', [values.length], values.buffer);
}

const logits = Float64Array.from({ length: 300 }, (_, index) => Math.sin(index));
const targets = Float64Array.from({ length: 300 }, (_, index) => (index % 50 === 0 ? 1 : 0));
const entries = { 'logits.npy': npy(logits), 'val/targets.npy': npy(targets), 'notes.txt': Uint8Array.of(1) };

it.each([0, 9] as const)('the entries of a zip of compression level %s are read', async (level) => {
  const contents = await readEverything('arrays.npz', zipSync(entries, { level }));
  if (contents instanceof TensorFileError) {
    throw contents;
  }
  expect([...contents.keys()]).toEqual(['logits', 'val/targets']);
  expect(contents.get('logits')?.values).toEqual([...logits]);
  expect(contents.get('val/targets')?.values).toEqual([...targets]);
});

it('the CRC guards a deflated entry: a changed byte is refused or changes no value', async () => {
  const zip = zipSync(entries, { level: 6 });
  const change = fc.record({ at: fc.nat(zip.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, byte }) => {
      const bytes = zip.slice();
      bytes[at] = byte;
      const result = await readEverything('mutated.npz', bytes);
      if (result instanceof TensorFileError) {
        expect(result.message).toContain('mutated.npz');
        return;
      }
      for (const { values } of result.values()) {
        expect([[...logits], [...targets]]).toContainEqual(values);
      }
    }),
    { numRuns: 3_000 },
  );
});

it('an entry with more data than its header states is refused', async () => {
  const longer = Uint8Array.from([...npy(logits), 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(await refusal('longer.npz', zipSync({ 'logits.npy': longer }))).toMatch(
    /^longer\.npz, array "logits", byte \d+: shape \(300,\) of float64 needs 2400 bytes of data, but 2408 follow/,
  );
});

it('a zip cut anywhere is refused', async () => {
  const zip = zipSync(entries);
  await fc.assert(
    fc.asyncProperty(fc.nat(zip.length - 1), async (length) => {
      expect(await readEverything('cut.npz', zip.slice(0, length))).toBeInstanceOf(TensorFileError);
    }),
  );
});

it('a wrong size in the directory is named', async () => {
  const zip = zipSync({ 'logits.npy': npy(logits) }, { level: 0 });
  const directory = zip.findIndex((_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1);
  const wrong = zip.slice();
  wrong[directory + 24] = 7;
  expect(await refusal('wrong.npz', wrong)).toMatch(
    /^wrong\.npz, array "logits", byte \d+: expected a stored entry/,
  );
});

it('a zip without arrays says what it holds', async () => {
  expect(await refusal('none.npz', zipSync({ 'readme.md': Uint8Array.of(1) }))).toContain('"readme.md"');
  expect(await refusal('none.npz', zipSync({}))).toContain('an empty zip');
});

it('an unreadable entry is refused without the others, and entries of the macOS Finder are ignored', async () => {
  const zip = zipSync(
    { ...entries, '__MACOSX/._logits.npy': Uint8Array.of(0, 5, 0x16, 7), 'bad.npy': npy(targets) },
    { level: 0 },
  );
  // The directory tells that the last entry is compressed by LZMA (APPNOTE.TXT, 4.4.5).
  const last = zip.findLastIndex((_, at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === 1);
  zip[last + 10] = 14;
  const file = await openBytes('arrays.npz', zip);
  expect(file.arrays.map(({ name }) => name)).toEqual(['logits', 'val/targets']);
  expect(file.refused.map(({ name }) => name)).toEqual(['bad']);
  expect(file.refused[0]?.error.message).toContain('compression method 14');
});

it('a name that two entries have is refused, the first entry too', async () => {
  const zip = zipSync({ 'logits.npy': npy(targets), 'target.npy': npy(targets), 'masks0.npy': npy(targets) });
  const text = new TextEncoder();
  // The name stands in the local headers and in the directory.
  for (let at = 0; at < zip.length; at++) {
    if (text.encode('masks0').every((byte, offset) => zip[at + offset] === byte)) {
      zip.set(text.encode('logits'), at);
    }
  }
  const file = await openBytes('twice.npz', zip);
  expect(file.arrays.map(({ name }) => name)).toEqual(['target']);
  expect(file.refused.map(({ name }) => name)).toEqual(['logits']);
});

it('the CRC of a stored entry is checked on request', async () => {
  const zip = zipSync(entries, { level: 0 });
  const sound = await openBytes('sound.npz', zip);
  await Promise.all(sound.arrays.map((array) => sound.verify(array)));
  const place = zip.findIndex((_, at) => zip[at] === 0x93) + 200;
  zip[place] = (zip[place] ?? 0) ^ 1;
  const damaged = await openBytes('damaged.npz', zip);
  const [logitsArray, targetsArray] = damaged.arrays;
  await expect(logitsArray && damaged.verify(logitsArray)).rejects.toThrow('CRC-32');
  await expect(targetsArray && damaged.verify(targetsArray)).resolves.toBeUndefined();
});
