import { expect, it } from 'vitest';
import { elementType } from '../../../src/tensor/element-type';
import { type StoredArray, storedChunks } from '../../../src/tensor/reading/stored-array';

/** A Fortran-ordered array of uint32 in which every element is its own position on disk. */
function positionsOnDisk(shape: readonly number[]): StoredArray {
  const elements = shape.reduce((product, length) => product * length, 1);
  return {
    info: { name: 'logits', shape, dtype: 'uint32', elements, byteLength: 4 * elements },
    type: elementType('uint32'),
    fortranOrder: true,
    bytes: {
      openReader: () => ({
        async read(offset, target) {
          const words = new Uint32Array(target.buffer, target.byteOffset, target.byteLength / 4);
          for (let index = 0; index < words.length; index += 1) {
            words[index] = offset / 4 + index;
          }
        },
      }),
    },
  };
}

function diskPosition(shape: readonly number[], flat: number): number {
  let [rest, stride] = [flat, shape.reduce((product, length) => product * length, 1)];
  let position = 0;
  for (const length of shape.toReversed()) {
    stride /= length;
    position += (rest % length) * stride;
    rest = Math.floor(rest / length);
  }
  return position;
}

// Larger than the memory in which a Fortran-ordered array is transposed.
it.each([
  { shape: [23, 613, 811], start: 0, chunkElements: 262_144 },
  { shape: [2, 5_700_000], start: 12_345, chunkElements: 1_000_003 },
  { shape: [5_700_000, 2], start: 999_999, chunkElements: 262_144 },
])(
  'a Fortran-ordered array of shape $shape is read in C order, in chunks of $chunkElements',
  async (given) => {
    const { shape, start, chunkElements } = given;
    const array = positionsOnDisk(shape);
    let next = start;
    let wrong = 0;
    for await (const chunk of storedChunks(array, { start, chunkElements })) {
      expect(chunk.start).toBe(next);
      expect(chunk.values.length).toBe(Math.min(chunkElements, array.info.elements - next));
      for (const value of chunk.values) {
        wrong += value === diskPosition(shape, next) ? 0 : 1;
        next += 1;
      }
    }
    expect(wrong).toBe(0);
    expect(next).toBe(array.info.elements);
  },
);

it('a Fortran-ordered array can be read in the order of the disk', async () => {
  const values: number[] = [];
  for await (const chunk of storedChunks(positionsOnDisk([3, 4]), { order: 'disk' })) {
    values.push(...chunk.values);
  }
  expect(values).toEqual(Array.from({ length: 12 }, (_, position) => position));
});
