import type { ByteReader, ByteSource } from './byte-source';

/** Bytes that are read and kept at a time. */
const BLOCK_BYTES = 1_048_576;

/**
 * Gives random access to a source that is read front to back. The blocks read last stay in memory, and nothing is read
 * beyond the furthest byte requested.
 * @param length bytes of the source
 * @param most bytes of memory for the blocks
 */
export function rememberedBytes(source: ByteSource, length: number, most: number): ByteSource {
  const blocks = new Map<number, Uint8Array>();
  let reader: ByteReader | undefined;
  /** The next block of the reader. */
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
        // Reads queue up, because they share the place in the source. A failure goes to its own read only.
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
