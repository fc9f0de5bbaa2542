/**
 * Inflates raw deflate data (RFC 1951) piece by piece. It pauses when it is a few pieces ahead of its consumer, and frees
 * the inflater when the generator returns. `#inflate` is the platform's implementation: `inflate.node.ts`, or
 * `inflate.web.ts` in browsers.
 * @param pieces the compressed bytes; a piece may be overwritten when the next one is requested. An error that `pieces`
 *   throws is passed on.
 * @throws Error with the platform's message when the data is damaged or ends too early
 */
export type Inflate = (pieces: AsyncGenerator<Uint8Array, void>) => AsyncGenerator<Uint8Array, void>;
