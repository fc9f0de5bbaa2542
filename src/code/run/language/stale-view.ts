/** Thrown where an array is read whose memory was changed through another object in a way that is not followed. */
export class StaleView extends Error {
  override readonly name = 'StaleView';
}
