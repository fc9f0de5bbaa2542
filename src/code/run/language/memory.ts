import type { Tensor } from '../tensor/tensor';

/** How an object takes its elements out of those of another one. */
export interface ViewSource<Memory> {
  readonly of: Memory;
  readonly show: (whole: Tensor) => Tensor;
}

/** Thrown where an array is read whose memory was changed through another object in a way that is not followed. */
export class StaleView extends Error {
  override readonly name = 'StaleView';
}

/** A group of objects with one memory. */
export interface Sharing<Memory> {
  /** Objects of the same elements in the same order: a change of one can be carried over to the others. */
  readonly members: Set<Memory>;
  /** Objects that show the elements in another order, only some of them, or without their gradient. */
  readonly partialViews: Set<Memory>;
}
