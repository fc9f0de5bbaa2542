import type { Inflate } from './inflate';

/** Compressed bytes per piece. A browser holds all that a piece inflates to, which is up to 1,032 times as many bytes. */
const MOST_AT_ATIME = 16_384;

/** Inflates with the browser's own inflater. */
export const inflate: Inflate = async function* (pieces) {
  const compressed = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) {
          controller.close();
          return;
        }
        for (let at = 0; at < value.byteLength; at += MOST_AT_ATIME) {
          controller.enqueue(value.slice(at, at + MOST_AT_ATIME));
        }
      },
    },
    { highWaterMark: 0 },
  );
  const inflated = compressed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let next = await inflated.read(); !next.done; next = await inflated.read()) {
      yield next.value;
    }
  } finally {
    await inflated.cancel();
  }
};
