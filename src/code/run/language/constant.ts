/** A bigint is an integer, a number is a float. */
export type Constant = bigint | number | string | boolean | null | EllipsisValue;

/** `...` */
export class EllipsisValue {
  readonly text = '...';
}

export const ELLIPSIS = new EllipsisValue();
