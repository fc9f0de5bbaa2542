import type { Inflate } from './inflate';

/** Bytes of output per call of zlib. Smaller buffers need more calls, larger ones gain little. */
const CHUNK_SIZE = 262_144;

/** Inflates with zlib in Node's thread pool. The module is loaded when the first archive is read. */
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
