import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ByteReader, ByteSource } from '../../../src/tensor/reading/byte-source';
import { rememberedBytes } from '../../../src/tensor/reading/remembered-bytes';

const MEBIBYTE = 1_048_576;
const LENGTH = 3 * MEBIBYTE + 77;

/** Bytes that depend on their offset and can be read front to back only, like those of a deflated entry. */
class Sequential implements ByteSource {
  starts = 0;
  furthest = 0;

  openReader(): ByteReader {
    this.starts += 1;
    let position = 0;
    return {
      read: async (offset, target) => {
        this.starts += offset < position ? 1 : 0;
        position = offset + target.byteLength;
        this.furthest = Math.max(this.furthest, position);
        target.set(Uint8Array.from({ length: target.byteLength }, (_, index) => byteAt(offset + index)));
      },
    };
  }
}

function byteAt(place: number): number {
  return (place * 31 + (place >> 8)) & 0xff;
}

const range = fc.record({ offset: fc.nat(LENGTH - 1), count: fc.nat(2_000) });

it('bytes at any place are read, after and during any other reads', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(range, { maxLength: 12 }),
      fc.constantFrom(MEBIBYTE, 8 * MEBIBYTE),
      async (ranges, most) => {
        const bytes = rememberedBytes(new Sequential(), LENGTH, most);
        await Promise.all(
          ranges.map(async ({ offset, count }) => {
            const target = new Uint8Array(Math.min(count, LENGTH - offset));
            await bytes.openReader().read(offset, target);
            expect(target.every((byte, index) => byte === byteAt(offset + index))).toBe(true);
          }),
        );
      },
    ),
    { numRuns: 20 },
  );
});

it('the source starts over only if a block was dropped, and is read no further than needed', async () => {
  const source = new Sequential();
  const reader = rememberedBytes(source, LENGTH, 8 * MEBIBYTE).openReader();
  const target = new Uint8Array(10);
  await reader.read(1.5 * MEBIBYTE, target);
  await reader.read(0, target);
  expect(source.furthest).toBe(2 * MEBIBYTE);
  await reader.read(LENGTH - 10, target);
  await reader.read(5, target);
  expect(source.starts).toBe(1);

  const forgetful = new Sequential();
  const other = rememberedBytes(forgetful, LENGTH, MEBIBYTE).openReader();
  await other.read(LENGTH - 10, target);
  await other.read(5, target);
  expect(forgetful.starts).toBe(2);
});

it('stopping one read does not stop the next', async () => {
  const source: ByteSource = {
    openReader: () => ({
      read: async (_, target, signal) => {
        signal?.throwIfAborted();
        target.fill(7);
      },
    }),
  };
  const bytes = rememberedBytes(source, LENGTH, MEBIBYTE);
  const target = new Uint8Array(3);
  const stopped = bytes.openReader().read(0, target, AbortSignal.abort(new Error('stopped')));
  const next = bytes.openReader().read(0, target);
  await expect(stopped).rejects.toThrow('stopped');
  await next;
  expect([...target]).toEqual([7, 7, 7]);
});
