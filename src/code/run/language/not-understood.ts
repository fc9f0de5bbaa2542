import type { Place } from './program';

/** Why the evaluator gave up. A sentence is made of it where it is shown. */
export type Reason =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly of: string }
  | { readonly kind: 'call'; readonly name: string }
  | { readonly kind: 'argument'; readonly name: string; readonly of: string }
  | { readonly kind: 'import'; readonly name: string }
  | { readonly kind: 'syntax'; readonly what: string }
  | { readonly kind: 'operation'; readonly what: string }
  /** An operation that is followed no further: the change of a view, a random number, a result that is no number. */
  | { readonly kind: 'view' | 'random' | 'result' | 'mixedArrays' | 'layout' | 'nesting' | 'syntaxError' }
  | { readonly kind: 'parameter'; readonly name: string }
  | { readonly kind: 'fileSize' }
  | { readonly kind: 'steps' }
  | { readonly kind: 'memory' }
  | { readonly kind: 'depth' };

/** Thrown where the program does what the evaluator does not know. No `except` of the program catches it. */
export class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
  readonly reason: Reason;
  readonly place: Place | null;

  constructor(reason: Reason, place: Place | null) {
    super(JSON.stringify(reason));
    this.reason = reason;
    this.place = place;
  }
}

/** The result of a run; null where it does what the evaluator does not know. */
export function ifUnderstood<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return null;
    }
    throw error;
  }
}

/** The type of node that a reader writes for code that does not parse, and for code that nests too deeply. */
export const SYNTAX_ERROR = 'ERROR';
export const TOO_DEEP = '…';

/** The reason for a part of the program that the reader had no way for. */
export function reasonOfUnsupported(what: string): Reason {
  if (what === SYNTAX_ERROR) {
    return { kind: 'syntaxError' };
  }
  return what === TOO_DEEP ? { kind: 'nesting' } : { kind: 'syntax', what };
}
