import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inflate as inflateInNode } from '../../../src/tensor/formats/npz/inflate.node';
import { inflate as inflateInBrowser } from '../../../src/tensor/formats/npz/inflate.web';

/** Yields pieces in one reused buffer, like the reader of a file. */
async function* piecesOf(
  bytes: Uint8Array,
  length: number,
  count: () => void = () => undefined,
): AsyncGenerator<Uint8Array, void> {
  const buffer = new Uint8Array(length);
  for (let at = 0; at < bytes.length; at += length) {
    const piece = bytes.subarray(at, at + length);
    buffer.set(piece);
    count();
    yield buffer.subarray(0, piece.length);
    buffer.fill(0xff);
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    parts.push(chunk.slice());
  }
  return Buffer.concat(parts);
}

// Node also has the browsers' inflater.
describe.each([
  ['Node', inflateInNode],
  ['browsers', inflateInBrowser],
])('the inflater of %s', (_, inflate) => {
  it('inflates data deflated by zlib in pieces of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 3_000 }),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 0, max: 9 }),
        async (bytes, length, level) => {
          const deflated = deflateRawSync(bytes, { level });
          expect(await collect(inflate(piecesOf(deflated, length)))).toEqual(Buffer.from(bytes));
        },
      ),
    );
  });

  it('refuses data that ends too early', async () => {
    const deflated = deflateRawSync(Uint8Array.from({ length: 1_000 }, (_, index) => index % 251));
    await fc.assert(
      fc.asyncProperty(fc.nat(deflated.length - 1), async (length) => {
        await expect(collect(inflate(piecesOf(deflated.subarray(0, length), 64)))).rejects.toThrow();
      }),
    );
  });

  it('passes on an error of the pieces', async () => {
    const failure = new Error('the disk is gone');
    async function* failing(): AsyncGenerator<Uint8Array, void> {
      yield deflateRawSync(new Uint8Array(100_000)).subarray(0, 20);
      throw failure;
    }
    await expect(collect(inflate(failing()))).rejects.toBe(failure);
  });
});

it('the inflater of Node reads only a few pieces ahead of its consumer', async () => {
  const deflated = deflateRawSync(new Uint8Array(300_000_000));
  let taken = 0;
  const pieces = piecesOf(deflated, 4_096, () => {
    taken += 1;
  });
  const inflated = inflateInNode(pieces);
  await inflated.next();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(deflated.length / 4_096).toBeGreaterThan(60);
  expect(taken).toBeLessThan(20);
  await inflated.return();
});
