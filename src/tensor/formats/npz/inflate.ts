/**
 * Inflates raw deflate data (RFC 1951) piece by piece. It stops when a few pieces ahead of what was taken, and lets go
 * of the inflater when the generator returns. `#inflate` is the one of the platform: `inflate.node.ts` or, in browsers,
 * `inflate.web.ts`.
 * @param pieces the compressed bytes; a piece may be overwritten when the next one is asked for. What they throw is
 *   thrown on.
 * @throws Error in the platform's words when the data is damaged or ends too early
 */
export type Inflate = (pieces: AsyncGenerator<Uint8Array, void>) => AsyncGenerator<Uint8Array, void>;
