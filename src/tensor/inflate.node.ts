import { createInflateRaw } from 'node:zlib';
import type { Inflate } from './inflate';

/** Output that is made at a time: smaller buffers cost zlib more calls, larger ones win little. */
const chunkSize = 262_144;

/** Inflates by zlib, in a thread of Node's own. */
export const inflate: Inflate = async function* (pieces) {
  const inflater = createInflateRaw({ chunkSize });
  const feed = async () => {
    for await (const piece of pieces) {
      await new Promise<void>((resolve, reject) => {
        inflater.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    }
    inflater.end();
  };
  feed().catch((error: Error) => inflater.destroy(error));
  yield* inflater;
};
