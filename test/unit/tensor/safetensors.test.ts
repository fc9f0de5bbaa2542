import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { readEverything, refusal } from './reading';

function safetensors(header: unknown, data: Uint8Array): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const length = new Uint8Array(new BigUint64Array([BigInt(text.length)]).buffer);
  return Uint8Array.from([...length, ...text, ...data]);
}

const data = new Uint8Array(Float32Array.of(1.5, -2, 3, 4).buffer);
const header = {
  __metadata__: { format: 'pt' },
  logits: { dtype: 'F32', shape: [2, 1], data_offsets: [8, 16] },
  targets: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
};

it('arrays are read at any place of the buffer', async () => {
  const contents = await readEverything('a.safetensors', safetensors(header, data));
  if (contents instanceof TensorFileError) {
    throw contents;
  }
  expect(contents.get('targets')?.values).toEqual([1.5, -2]);
  expect(contents.get('logits')).toMatchObject({ array: { shape: [2, 1] }, values: [3, 4] });
});

it('a header with changed bytes is refused unless its offsets and shapes agree with the data', async () => {
  const base = safetensors(header, data);
  const change = fc.record({ at: fc.nat(base.length - data.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const bytes = base.slice();
      for (const { at, byte } of changes) {
        bytes[at] = byte;
      }
      const result = await readEverything('mutated.safetensors', bytes);
      if (result instanceof TensorFileError) {
        expect(result.message).toContain('mutated.safetensors');
        return;
      }
      for (const { array, values } of result.values()) {
        expect(values.length).toBe(array.elements);
      }
    }),
    { numRuns: 3_000 },
  );
});

it('a header longer than the file, or than 100 MB, is refused before it is read', async () => {
  const tooLong = safetensors(header, data);
  tooLong[5] = 1;
  expect(await refusal('long.safetensors', tooLong)).toMatch(
    /byte 0: expected a header length of at most \d+ bytes/,
  );
});

it('a file with only empty arrays is valid', async () => {
  const empty = { none: { dtype: 'I64', shape: [0, 5], data_offsets: [0, 0] } };
  const contents = await readEverything('e.safetensors', safetensors(empty, new Uint8Array(0)));
  expect(contents).toBeInstanceOf(Map);
});

it.each([
  ['{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"extra":1}}', 'found "extra"'],
  ['{"a":{"dtype":"F32","shape":[1]}}', 'two data_offsets'],
  ['{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}', 'integers that are not negative'],
  ['{"a":7}', 'array "a", byte 13: expected an object, found 7'],
  ['{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}} x', 'expected'],
])('the header %s is refused', async (text, problem) => {
  expect(await refusal('bad.safetensors', safetensors(text, data))).toContain(problem);
});
