import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';

const readBytes = promisify(read);

/** Longest time of a read from the system's memory, in milliseconds per call and per byte. Slower reads come from a disk. */
const LONGEST = { call: 0.1, byte: 1e-6 };
/** Number of reads averaged, because other work may delay a single one. */
const MEAN_OF = 8;
/** Before a read of more bytes than this, messages and timers get their turn. */
const FEW_BYTES = 16_384;

/**
 * Reads at most `length` bytes to `offset` of the target and returns the number read. The target is a function because
 * WebAssembly memory that grows detaches all earlier views of it.
 */
export type ReadAt = (
  target: () => Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<number>;

/**
 * Reads in this thread as long as the file is in the system's memory: that is quicker than asking another thread, and it
 * leaves the bytes in this processor's cache. Once reads are slow, another thread waits for the disk. Only for threads
 * that may block, since a slow read is recognised by waiting for it.
 * @param now milliseconds since any fixed moment
 */
export function readerHere(descriptor: number, now = () => performance.now()): ReadAt {
  /** The time that reads took beyond reads from memory, in milliseconds. */
  let excess = 0;
  return async (target, offset, length, position) => {
    if (excess > 0) {
      return (await readBytes(descriptor, target(), offset, length, position)).bytesRead;
    }
    if (length > FEW_BYTES) {
      await turn();
    }
    const started = now();
    const bytesRead = readSync(descriptor, target(), offset, length, position);
    const fromMemory = LONGEST.call + LONGEST.byte * bytesRead;
    excess += (now() - started - fromMemory - excess) / MEAN_OF;
    return bytesRead;
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
