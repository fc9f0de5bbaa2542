import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';

const readBytes = promisify(read);

/** From memory a read takes less than this, in milliseconds, and so much more for each byte; what takes longer comes from a disk. */
const LONGEST = { call: 0.1, byte: 1e-6 };
/** Reads of which the mean is taken: one may be held up by something else. */
const MEAN_OF = 8;
/** Before reads of more, messages and timers get their turn. */
const FEW_BYTES = 16_384;

/**
 * Reads at most `length` bytes to `offset` of the target, and returns how many there were. The target is taken when it is
 * needed: memory of WebAssembly that grows detaches what was taken of it before.
 */
export type ReadAt = (
  target: () => Uint8Array,
  offset: number,
  length: number,
  position: number,
) => Promise<number>;

/**
 * Reads in this thread, as long as the file is in the system's memory: it takes less time than to ask another thread for
 * it, and the bytes are in this processor's cache then. A disk is waited for by another thread. For threads on which
 * nothing waits meanwhile: that one read may take long is found out by waiting for it.
 * @param now milliseconds since any fixed moment
 */
export function readerHere(descriptor: number, now = () => performance.now()): ReadAt {
  /** By how much reads take longer than from memory. */
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
