/** The softmax of one example, kept in parts so that neither p nor 1 − p needs a subtraction. */
export class SoftmaxRow {
  readonly logits: Float64Array;
  /** logits − their largest: zero for the top class, negative for the others. */
  readonly shifted: Float64Array;
  readonly exponentials: Float64Array;
  /** The class with the largest logit; the first one between equals. */
  top = 0;
  /** Sum of the exponentials without the top class, whose exponential is 1. */
  rest = 0;
  sum = 1;

  constructor(classes: number) {
    this.logits = new Float64Array(classes);
    this.shifted = new Float64Array(classes);
    this.exponentials = new Float64Array(classes);
  }

  /** Computes everything from `logits`, which must be finite. */
  normalise(): void {
    const { logits, shifted, exponentials } = this;
    let top = 0;
    for (let at = 1; at < logits.length; at++) {
      if ((logits[at] ?? 0) > (logits[top] ?? 0)) {
        top = at;
      }
    }
    const largest = logits[top] ?? 0;
    let rest = 0;
    for (let at = 0; at < logits.length; at++) {
      const difference = (logits[at] ?? 0) - largest;
      const exponential = Math.exp(difference);
      shifted[at] = difference;
      exponentials[at] = exponential;
      if (at !== top) {
        rest += exponential;
      }
    }
    this.top = top;
    this.rest = rest;
    this.sum = 1 + rest;
  }

  /** Number of classes with a larger logit, or with the same one and before it. */
  classesAheadOf(position: number): number {
    if (position === this.top) {
      return 0;
    }
    const { shifted } = this;
    const own = shifted[position] ?? 0;
    let ahead = 0;
    for (let at = 0; at < shifted.length; at++) {
      const its = shifted[at] ?? 0;
      if (its > own || (its === own && at < position)) {
        ahead++;
      }
    }
    return ahead;
  }

  /** Sum of the exponentials of all classes but one: (1 − p) · sum. It is added up, so that no digit is lost. */
  sumWithout(position: number): number {
    return position === this.top ? this.rest : this.sum - (this.exponentials[position] ?? 0);
  }
}
