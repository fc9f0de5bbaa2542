import type { Inflate } from './inflate';

/** Output that is made at a time: smaller buffers cost zlib more calls, larger ones win little. */
const CHUNK_SIZE = 262_144;

/** Inflates by zlib, in a thread of Node's own, which is loaded when the first archive is read. */
export const inflate: Inflate = async function* (pieces) {
  const { createInflateRaw } = await import('node:zlib');
  const inflater = createInflateRaw({ chunkSize: CHUNK_SIZE });
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
