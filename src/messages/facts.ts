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

/** A part of JSON text that stands where another was expected. */
export interface JsonFound {
  readonly kind: 'list' | 'object' | 'string' | 'literal';
  /** The text of a string, in quotes, or of a literal; empty for a list and an object. */
  readonly text: string;
}

/** The unexpected end of a worker. */
export type WorkerEnd =
  | { readonly kind: 'exited'; readonly code: number }
  /** It did not say in time that it runs. */
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'unreadable-message' }
  | { readonly kind: 'no-script' }
  /** It ended with an error of the platform. */
  | { readonly kind: 'error'; readonly reason: string };

/** Bytes as hexadecimal digits: 89 48 44. */
export function bytesInHexadecimal(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

/** The examples whose loss is shown before and after a fix: ordinary ones, and two where a model is confident and wrong. */
export type Sampled = 'positive' | 'negative' | 'wrongPositive' | 'wrongNegative';
