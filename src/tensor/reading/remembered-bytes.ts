import type { ByteReader, ByteSource } from './byte-source';

/** So much is read and remembered at a time. */
const BLOCK_BYTES = 1_048_576;

/**
 * Bytes that can only be had front to back, for readers that go to and fro: the blocks that were passed last stay in
 * memory, and nothing is read beyond the furthest that was asked for.
 * @param length all bytes of the source
 * @param most bytes of memory that the blocks may take
 */
export function rememberedBytes(source: ByteSource, length: number, most: number): ByteSource {
  const blocks = new Map<number, Uint8Array>();
  let reader: ByteReader | undefined;
  /** The block that the reader comes to next. */
  let next = 0;
  let last: Promise<void> = Promise.resolve();

  const remember = (index: number, block: Uint8Array) => {
    blocks.set(index, block);
    const [oldest] = blocks.keys();
    if (blocks.size > Math.max(1, most / BLOCK_BYTES) && oldest !== undefined) {
      blocks.delete(oldest);
    }
  };

  const blockAt = async (index: number, signal: AbortSignal | undefined): Promise<Uint8Array> => {
    const known = blocks.get(index);
    if (known !== undefined) {
      return known;
    }
    reader ??= source.openReader();
    let block = new Uint8Array(0);
    for (let at = next <= index ? next : 0; at <= index; at += 1) {
      block = new Uint8Array(Math.min(BLOCK_BYTES, length - at * BLOCK_BYTES));
      await reader.read(at * BLOCK_BYTES, block, signal);
      remember(at, block);
      next = at + 1;
    }
    return block;
  };

  const copy = async (offset: number, target: Uint8Array, signal: AbortSignal | undefined): Promise<void> => {
    let done = 0;
    while (done < target.byteLength) {
      const from = offset + done;
      const block = await blockAt(Math.floor(from / BLOCK_BYTES), signal);
      const part = block.subarray(from % BLOCK_BYTES, (from % BLOCK_BYTES) + target.byteLength - done);
      target.set(part, done);
      done += part.byteLength;
    }
  };

  return {
    openReader: () => ({
      async read(offset, target, signal) {
        // One reader after the other: they share the place in the source. A failure is for whoever met it.
        const mine = last.then(() => copy(offset, target, signal));
        last = mine.then(
          () => undefined,
          () => undefined,
        );
        await mine;
      },
    }),
  };
}
