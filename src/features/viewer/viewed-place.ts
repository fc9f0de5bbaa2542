/** An element of an array that the viewer goes to. */
export interface ViewedPlace {
  readonly array: string;
  readonly index: readonly number[];
}
