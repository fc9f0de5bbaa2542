import type { RunEvent, RunPhase } from '../run/language/events';
import type { Interpreter } from '../run/language/interpreter';
import type { Expression, Place } from '../run/language/program';
import { Raised } from '../run/language/raised';
import { ArrayValue } from '../run/language/values';
import { withExactFloats } from '../run/tensor/dtype';
import { GradientFailure } from '../run/tensor/failure';
import { gradientOf } from '../run/tensor/gradient';
import { leafOf, resultOf, type Tensor, tensorOf } from '../run/tensor/tensor';
import type { CallableLoss, MadeLoss, Settings } from './callable';
import type { LossException } from './document';
import type { Feeding } from './feeding';
import type { Batch } from './probes';

/** What a loss makes of a batch. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Tensor; readonly gradient: Float64Array | null }
  | { readonly kind: 'exception'; readonly exception: LossException };

/** An array that an expression gave. */
export interface WatchedArray {
  readonly line: number;
  /** Where the expression starts. */
  readonly start: number;
  readonly phase: RunPhase;
  readonly tensor: Tensor;
}

/** Expressions that make a value, unlike those that only name one. */
const COMPUTING: ReadonlySet<Expression['type']> = new Set([
  'call',
  'binary',
  'unary',
  'operation',
  'subscript',
  'comprehension',
]);

/** Constructs and calls one loss again and again. */
export class LossRunner {
  private readonly callable: CallableLoss;
  private readonly interpreter: Interpreter;
  private readonly feeding: Feeding;
  private readonly place: Place;

  constructor(callable: CallableLoss, interpreter: Interpreter, feeding: Feeding, place: Place) {
    this.callable = callable;
    this.interpreter = interpreter;
    this.feeding = feeding;
    this.place = place;
  }

  /**
   * The loss of each batch in turn, through one object with these settings.
   *
   * @param precision `exact` computes float32 as float64; `framework` rounds as the framework does
   * @throws NotUnderstood if the code does what the evaluator does not know
   */
  run(settings: Settings, batches: readonly Batch[], precision: 'exact' | 'framework' = 'exact'): Outcome[] {
    const all = (): Outcome[] => {
      let made: MadeLoss;
      try {
        made = this.callable.make(settings);
      } catch (error) {
        const outcome = exceptionOf(error, this.feeding);
        return batches.map(() => outcome);
      }
      return batches.map((batch) => this.outcomeOf(made, batch));
    };
    return precision === 'exact' ? withExactFloats(all) : all();
  }

  /** The arrays that the expressions of a run gave, in the order of their evaluation. */
  arraysOf(settings: Settings, batch: Batch): WatchedArray[] {
    const arrays: WatchedArray[] = [];
    const { interpreter } = this;
    interpreter.watch = (value, { type, place }) => {
      if (COMPUTING.has(type) && value instanceof ArrayValue && !value.isStale) {
        arrays.push({ line: place.line, start: place.start, phase: interpreter.phase, tensor: value.tensor });
      }
    };
    try {
      this.run(settings, [batch]);
    } finally {
      interpreter.watch = null;
    }
    return arrays;
  }

  /** True if the loss takes lists of numbers. */
  get takesLists(): boolean {
    return this.feeding.isOfLists;
  }

  /** What happened so far, each place once. */
  get events(): readonly RunEvent[] {
    return this.interpreter.events;
  }

  private outcomeOf(made: MadeLoss, batch: Batch): Outcome {
    const { floatType } = this.feeding;
    const leaf = leafOf(tensorOf(batch.inputShape, batch.inputs, floatType));
    const targetType = batch.targetType === 'float32' ? floatType : batch.targetType;
    const targets = tensorOf(batch.targetShape, batch.targets, targetType);
    try {
      const tensor = this.feeding.run(made, passedOn(leaf), targets, this.place);
      const seed = new Float64Array(tensor.size).fill(1);
      const gradient = tensor.hasGradient ? gradientOf(tensor, seed, leaf) : null;
      return { kind: 'value', value: tensor, gradient };
    } catch (error) {
      return exceptionOf(error, this.feeding);
    }
  }
}

/** An exception of the program; anything else is thrown on. */
function exceptionOf(error: unknown, { gradientError }: Feeding): Outcome & { readonly kind: 'exception' } {
  if (error instanceof Raised) {
    const { className, message, place } = error;
    return { kind: 'exception', exception: { className, message, line: place.line } };
  }
  if (error instanceof GradientFailure) {
    return { kind: 'exception', exception: { className: gradientError, message: error.message, line: 0 } };
  }
  throw error;
}

/** The leaf as a result: the predictions of a model are no leaf, so that an in-place operation on them is allowed. */
function passedOn(leaf: Tensor): Tensor {
  return resultOf(leaf.shape, leaf.dtype, leaf.data.slice(), [leaf], (gradient) => [gradient], { saved: [] });
}
