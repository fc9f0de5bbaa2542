/** An array as sentences name it; without its file where a report lists no array of that role. */
export interface NamedArray {
  readonly array: string;
  readonly file: string | null;
}

/** A position in an array, one number an axis. */
export type Index = readonly number[];

/** An index as code writes it: [3, 1]. */
export function indexText(index: Index): string {
  return `[${index.join(', ')}]`;
}

/** The report of a part of the data: its place among the reports and the file of its logits, if any. */
export interface Shard {
  readonly position: number;
  readonly file: string | null;
}

/** The weight of the positives, the weights of all classes, or none. */
export type Alpha = number | readonly number[] | null;
