import type { ByteReader, ByteSource } from './byte-source';

/** So much is read before the signal is looked at again. */
const stepBytes = 1_048_576;

/**
 * Bytes that can only be had front to back, for readers that go to and fro: what has been read once stays in memory,
 * and nothing is read beyond the furthest byte that was asked for.
 * @param length all bytes of the source; so much memory is taken when the first of them is read
 */
export function rememberedBytes(source: ByteSource, length: number): ByteSource {
  let memory: Uint8Array | undefined;
  let reader: ByteReader | undefined;
  let known = 0;
  let last: Promise<void> = Promise.resolve();

  const extendTo = async (end: number, signal: AbortSignal | undefined): Promise<Uint8Array> => {
    memory ??= new Uint8Array(length);
    reader ??= source.openReader();
    while (known < end) {
      const next = Math.min(length, known + stepBytes);
      await reader.read(known, memory.subarray(known, next), signal);
      known = next;
    }
    return memory;
  };

  return {
    openReader: () => ({
      async read(offset, target, signal) {
        const end = offset + target.byteLength;
        // One reader after the other: they share the place in the source. A failure is for whoever met it.
        const mine = last.then(() => extendTo(end, signal));
        last = mine.then(
          () => undefined,
          () => undefined,
        );
        target.set((await mine).subarray(offset, end));
      },
    }),
  };
}
