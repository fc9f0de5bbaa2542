/** The reason of a refusal, as data: each framework words it in its own way. */
export type Refusal =
  | {
      readonly kind: 'broadcast';
      readonly one: readonly number[];
      readonly other: readonly number[];
      readonly axis: number;
    }
  | { readonly kind: 'axis'; readonly axis: number; readonly rank: number }
  | { readonly kind: 'index'; readonly index: number; readonly axis: number; readonly length: number }
  | {
      readonly kind: 'mask';
      readonly mask: readonly number[];
      readonly shape: readonly number[];
      readonly axis: number;
    }
  | { readonly kind: 'tooManyIndices'; readonly rank: number; readonly given: number }
  | { readonly kind: 'reshape'; readonly shape: readonly number[]; readonly size: number }
  | { readonly kind: 'other'; readonly message: string };

/** Thrown by a tensor operation where every framework would raise an exception too. */
export class TensorFailure extends Error {
  override readonly name = 'TensorFailure';
  readonly subject: 'shape' | 'axis' | 'index' | 'type' | 'value';
  readonly refusal: Refusal;

  constructor(subject: TensorFailure['subject'], refusal: Refusal) {
    super(refusal.kind);
    this.subject = subject;
    this.refusal = refusal;
  }
}

/** Thrown where a tensor would be larger than the evaluator allows. */
export class TensorTooLarge extends Error {
  override readonly name = 'TensorTooLarge';
  readonly elements: number;

  constructor(elements: number) {
    super(`${elements} elements`);
    this.elements = elements;
  }
}

/** Thrown where the framework raises an exception instead of computing a gradient. */
export class GradientFailure extends Error {
  override readonly name = 'GradientFailure';
}

export function refuse(subject: TensorFailure['subject'], message: string): never {
  throw new TensorFailure(subject, { kind: 'other', message });
}
