import { OTHER_DEVICE } from '../run/frameworks/torch/devices';
import { moveModule } from '../run/frameworks/torch/module-state';
import type { RunEvent, RunPhase } from '../run/language/events';
import type { Interpreter } from '../run/language/interpreter';
import { isForeign } from '../run/language/places';
import type { Expression, Parameter, Place } from '../run/language/program';
import { Raised } from '../run/language/raised';
import { ArrayValue, type Value } from '../run/language/values';
import { withExactFloats } from '../run/tensor/dtype';
import { GradientFailure } from '../run/tensor/failure';
import { gradientOf } from '../run/tensor/gradient';
import { leafOf, resultOf, type Tensor, tensorOf } from '../run/tensor/tensor';
import type { CallableLoss, MadeLoss } from './callable-loss';
import type { LossException } from './document';
import type { Feeding } from './feeding';
import { exceptionRaised } from './line';
import type { Settings } from './parameters';
import type { Batch } from './probes';
import { probabilityOfTarget } from './true-class';

/** `exact` computes float32 as float64; `framework` rounds as the framework does. */
export type Precision = 'exact' | 'framework';

/** The result of a loss on a batch. */
export type Outcome =
  | { readonly kind: 'value'; readonly value: Tensor; readonly gradient: Float64Array | null }
  | { readonly kind: 'exception'; readonly exception: LossException };

/** An array that an expression gave. */
export interface WatchedArray {
  /** The place of the expression. */
  readonly place: Place;
  readonly expression: Expression;
  readonly phase: RunPhase;
  readonly tensor: Tensor;
}

/** An array that an expression computed, or in which a part was set. */
export type WatchedStep = Pick<WatchedArray, 'place' | 'phase' | 'tensor'>;

export interface WatchedRun {
  readonly outcome: Outcome | undefined;
  /** The arrays of all expressions, in the order of their evaluation: an operand stands before its result. */
  readonly values: readonly WatchedArray[];
  /** The same without those that expressions only name. */
  readonly arrays: readonly WatchedArray[];
  /** These, and the arrays in which parts were set, after each of them. */
  readonly steps: readonly WatchedStep[];
  /** The place of the expression that was evaluated last, whatever its value. */
  readonly last: Place | null;
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
  /** The place of the loss. */
  readonly place: Place;

  constructor(callable: CallableLoss, interpreter: Interpreter, feeding: Feeding, place: Place) {
    this.callable = callable;
    this.interpreter = interpreter;
    this.feeding = feeding;
    this.place = place;
  }

  /** The masks that a call of the loss needs. */
  get masks(): readonly Parameter[] {
    return this.callable.masks ?? [];
  }

  /** The names of predictions and targets in the order of a call; undefined for a closure. */
  get tensors(): readonly [string, string] | undefined {
    return this.callable.tensors;
  }

  /**
   * The loss of each batch in turn, through one object with these settings.
   *
   * @throws NotUnderstood if the code does what the evaluator does not know
   */
  run(settings: Settings, batches: readonly Batch[], precision: Precision = 'exact'): Outcome[] {
    const all = (): Outcome[] => {
      this.interpreter.setGradientRecording(true);
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

  /**
   * The outcome of a batch where PyTorch's predictions and targets, and the buffers and parameters of the loss, are on
   * another device than the tensors that the code makes without naming one.
   */
  onOtherDevice(settings: Settings, batch: Batch): Outcome {
    return this.followingDevices(() => {
      const moved = new Map([...settings].map(([name, value]) => [name, onOther(value)]));
      const made = this.callable.make(moved, (object) => moveModule(object, OTHER_DEVICE, this.interpreter));
      return this.outcomeOf((one, other) => made(onOther(one), onOther(other)), batch);
    }).outcome;
  }

  /** The outcome of a batch on the processor of a machine that has another device too, with the moves to it. */
  besideOtherDevice(
    settings: Settings,
    batch: Batch,
  ): { readonly outcome: Outcome; readonly moves: RunEvent[] } {
    return this.followingDevices(() => this.outcomeOf(this.callable.make(settings), batch));
  }

  private followingDevices(run: () => Outcome): { readonly outcome: Outcome; readonly moves: RunEvent[] } {
    const { interpreter, feeding } = this;
    const before = interpreter.events.length;
    interpreter.followsDevices = true;
    interpreter.setGradientRecording(true);
    let outcome: Outcome;
    try {
      outcome = run();
    } catch (error) {
      outcome = exceptionOf(error, feeding);
    } finally {
      interpreter.followsDevices = false;
    }
    const moves = interpreter.events.splice(before).filter(({ kind }) => kind === 'deviceMove');
    return { outcome, moves };
  }

  /** The outcome of a batch with the arrays that the expressions of the user's code gave. */
  watched(settings: Settings, batch: Batch, precision: Precision = 'exact'): WatchedRun {
    const values: WatchedArray[] = [];
    const steps: WatchedStep[] = [];
    let last: Place | null = null;
    const { interpreter } = this;
    const stepOf = (value: Value, place: Place): WatchedStep | null =>
      !isForeign(place) && value instanceof ArrayValue && !value.isStale
        ? { place, phase: interpreter.phase, tensor: value.tensor }
        : null;
    interpreter.watch = (value, expression) => {
      last = isForeign(expression.place) ? last : expression.place;
      const step = handsOn(value, expression, values) ? null : stepOf(value, expression.place);
      if (step) {
        values.push({ ...step, expression });
      }
      if (step && COMPUTING.has(expression.type)) {
        steps.push(step);
      }
    };
    interpreter.watchSet = (value, place) => {
      const step = stepOf(value, place);
      if (step) {
        steps.push(step);
      }
    };
    try {
      const [outcome] = this.run(settings, [batch], precision);
      const arrays = values.filter(({ expression }) => COMPUTING.has(expression.type));
      return { outcome, values, arrays, steps, last };
    } finally {
      interpreter.watch = null;
      interpreter.watchSet = null;
    }
  }

  /** True if the loss takes the probability of the true class in place of predictions and targets. */
  get isOfTrueClass(): boolean {
    return this.callable.isOfTrueClass ?? false;
  }

  /** True if the loss takes lists of numbers. */
  get takesLists(): boolean {
    return this.feeding.isOfLists;
  }

  /** The events so far, each place once. */
  get events(): readonly RunEvent[] {
    return this.interpreter.events;
  }

  private outcomeOf(made: MadeLoss, batch: Batch): Outcome {
    const { floatType } = this.feeding;
    const leaf = leafOf(tensorOf(batch.inputShape, batch.inputs, batch.inputType ?? floatType));
    const targetType = batch.targetType === 'float32' ? floatType : batch.targetType;
    const targets = tensorOf(batch.targetShape, batch.targets, targetType);
    try {
      const predictions = passedOn(leaf);
      const given = this.isOfTrueClass ? probabilityOfTarget(predictions, targets) : predictions;
      const tensor = this.feeding.run(made, given, targets, this.place);
      const seed = new Float64Array(tensor.size).fill(1);
      const gradient = tensor.hasGradient ? gradientOf(tensor, seed, leaf) : null;
      return { kind: 'value', value: tensor, gradient };
    } catch (error) {
      return exceptionOf(error, this.feeding);
    }
  }
}

/** True for a call that gives what a function in its arguments returned: `tf.tidy(() => loss.mean())`. */
function handsOn(value: Value, expression: Expression, before: readonly WatchedArray[]): boolean {
  return (
    expression.type === 'call' &&
    expression.arguments.some((argument) => argument.value.type === 'lambda') &&
    value instanceof ArrayValue &&
    before.some(({ tensor }) => tensor === value.tensor)
  );
}

/** An exception of the program; anything else is thrown on. */
function exceptionOf(error: unknown, { gradientError }: Feeding): Outcome & { readonly kind: 'exception' } {
  if (error instanceof Raised) {
    return { kind: 'exception', exception: exceptionRaised(error) };
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

function onOther(value: Value): Value {
  return value instanceof ArrayValue ? new ArrayValue(value.tensor, value.framework, OTHER_DEVICE) : value;
}
