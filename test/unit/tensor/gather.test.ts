import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ByteReader } from '../../../src/tensor/reading/byte-source';
import { type BoxAxis, gather } from '../../../src/tensor/reading/gather';
import { stridesOf } from '../../../src/tensor/shape';

/** A disk whose element at position i has the value i. It counts the bytes read. */
class CountingDisk implements ByteReader {
  bytesRead = 0;
  constructor(private readonly elements: number) {}

  async read(offset: number, target: Uint8Array): Promise<void> {
    expect(offset + target.byteLength).toBeLessThanOrEqual(4 * this.elements);
    this.bytesRead += target.byteLength;
    const words = Uint32Array.from({ length: target.byteLength / 4 }, (_, index) => offset / 4 + index);
    target.set(new Uint8Array(words.buffer));
  }
}

/** Positions of a box on disk in the order of its axes, one nested loop an axis. */
function positions(first: number, [axis, ...rest]: readonly BoxAxis[]): number[] {
  return axis === undefined
    ? [first]
    : Array.from({ length: axis.count }, (_, index) =>
        positions(first + index * axis.diskStride, rest),
      ).flat();
}

const box = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    fortranOrder: fc.boolean(),
    ranges: fc.tuple(
      ...shape.map((length) =>
        fc
          .nat(length - 1)
          .chain((start) => fc.record({ start: fc.constant(start), count: fc.nat(length - start) })),
      ),
    ),
    order: fc.shuffledSubarray(
      shape.map((_, axis) => axis),
      { minLength: shape.length },
    ),
  }),
);

it('any box is gathered in any order of its axes', async () => {
  await fc.assert(
    fc.asyncProperty(box, async ({ shape, fortranOrder, ranges, order }) => {
      const strides = stridesOf(shape, fortranOrder);
      const first = ranges.reduce((sum, { start }, axis) => sum + start * (strides[axis] ?? 0), 0);
      const axes = order.map((axis) => ({ count: ranges[axis]?.count ?? 0, diskStride: strides[axis] ?? 0 }));
      const expected = positions(first, axes);
      const target = new Uint32Array(expected.length);
      const disk = new CountingDisk(shape.reduce((product, length) => product * length, 1));
      await gather(disk, 4, first, axes, new Uint8Array(target.buffer));
      expect([...target]).toEqual(expected);
    }),
  );
});

it('rows that are far apart are read without the bytes between them', async () => {
  const rowStride = 10_000_000;
  const disk = new CountingDisk(50 * rowStride);
  const axes = [
    { count: 30, diskStride: rowStride },
    { count: 20, diskStride: 1 },
  ];
  const target = new Uint32Array(600);
  await gather(disk, 4, 5, axes, new Uint8Array(target.buffer));
  expect([...target]).toEqual(positions(5, axes));
  expect(disk.bytesRead).toBe(4 * 600);
});

it('a run longer than the window is read in several parts, each byte once', async () => {
  const disk = new CountingDisk(6_000_001);
  const axes = [
    { count: 2, diskStride: 1 },
    { count: 3_000_000, diskStride: 2 },
  ];
  const target = new Uint32Array(6_000_000);
  await gather(disk, 4, 1, axes, new Uint8Array(target.buffer));
  expect([...target.subarray(0, 3)]).toEqual([1, 3, 5]);
  expect(target[3_000_000]).toBe(2);
  expect(target[5_999_999]).toBe(6_000_000);
  expect(disk.bytesRead).toBe(4 * 6_000_000);
});

it('rows that are far apart and together exceed the window are gathered correctly', async () => {
  const disk = new CountingDisk(8_000_000);
  const axes = [
    { count: 3, diskStride: 2_000_000 },
    { count: 3, diskStride: 1 },
    { count: 190_000, diskStride: 10 },
  ];
  const target = new Uint32Array(3 * 3 * 190_000);
  await gather(disk, 4, 7, axes, new Uint8Array(target.buffer));
  const expected = Uint32Array.from(positions(7, axes));
  expect(Buffer.from(target.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
});
