import { NotUnderstood } from './not-understood';
import type { Place } from './program';

/** The limits of a run, so that hostile code ends. */
export interface Limits {
  /** Expressions and statements that are evaluated. */
  readonly steps: number;
  /** Elements of tensors, lists and texts that are made, and of tensors that are read. */
  readonly elements: number;
  /** Calls within calls. */
  readonly depth: number;
}

export const USUAL_LIMITS: Limits = { steps: 200_000, elements: 20_000_000, depth: 60 };

/** Counts what a run uses. */
export class Budget {
  private steps: number;
  private elements: number;
  private depth: number;
  private readonly limits: Limits;

  constructor(limits: Limits) {
    const { steps, elements, depth } = limits;
    this.limits = limits;
    this.steps = steps;
    this.elements = elements;
    this.depth = depth;
  }

  /** The steps and elements that were used so far. */
  get used(): Pick<Limits, 'steps' | 'elements'> {
    return { steps: this.limits.steps - this.steps, elements: this.limits.elements - this.elements };
  }

  /** Allows more than before, such as for a run on larger arrays. */
  extend({ steps, elements }: Pick<Limits, 'steps' | 'elements'>): void {
    this.steps += steps;
    this.elements += elements;
  }

  /** @throws NotUnderstood when no step is left */
  step(place: Place): void {
    this.steps--;
    if (this.steps < 0) {
      throw new NotUnderstood({ kind: 'steps' }, place);
    }
  }

  /** @throws NotUnderstood when more elements are made than allowed */
  make(elements: number, place: Place): void {
    this.elements -= elements;
    if (!(this.elements >= 0)) {
      throw new NotUnderstood({ kind: 'memory' }, place);
    }
  }

  /** Runs a call one level deeper. @throws NotUnderstood when calls nest too deeply */
  within<Result>(place: Place, run: () => Result): Result {
    if (this.depth <= 0) {
      throw new NotUnderstood({ kind: 'depth' }, place);
    }
    this.depth--;
    try {
      return run();
    } finally {
      this.depth++;
    }
  }
}
