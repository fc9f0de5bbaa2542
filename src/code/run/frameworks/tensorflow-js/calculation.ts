import { NotUnderstood } from '../../language/not-understood';
import { throwError } from '../../language/typescript/errors';
import type { Arguments } from '../../language/typescript/script';
import { roundingOf } from '../../tensor/dtype';
import { cast, chosen, mapped, type UnaryFunction } from '../../tensor/elementwise';
import { clamp } from '../../tensor/functions';
import * as reduction from '../../tensor/reduction';
import { normalAxes, type Shape, sameShape, sizeOf, stretchedIndices } from '../../tensor/shapes';
import { detached, filled, resultOf, rounded, scalarOf, type Tensor } from '../../tensor/tensor';
import { observedCombination, observePower } from '../shared/observed';
import { withLibraryGradient } from './library-gradients';
import { type ScriptType, untrackable, upcast, wholeNumber } from './operands';
import { COMPARISONS, CONNECTIVES, PAIRS, POINTWISE, SAFE_FOR_BOOLEANS, withoutGradient } from './pointwise';

type Axes = readonly number[] | null;

/** The operations on tensors, as one call of the program uses them: what they make is counted, what they see is reported. */
export class Calculation {
  private readonly given: Arguments;

  constructor(given: Arguments) {
    this.given = given;
  }

  constant(value: number): Tensor {
    return scalarOf(value, 'float32');
  }

  cast(x: Tensor, dtype: ScriptType): Tensor {
    if (x.dtype === 'float32' && dtype !== 'float32') {
      const values = x.data.map(dtype === 'int32' ? wholeNumber : (value) => (value === 0 ? 0 : 1));
      return untrackable(
        resultOf(x.shape, dtype, values, [x], () => []),
        dtype,
        [x],
        () => {
          throw new NotUnderstood(
            { kind: 'operation', what: `gradient of cast to ${dtype}` },
            this.given.place,
          );
        },
      );
    }
    return cast(x, dtype);
  }

  /** A function of `POINTWISE`. */
  unary(name: string, x: Tensor): Tensor {
    const known = POINTWISE[name];
    if (!known) {
      throw new Error(`${name} is no operation of one tensor.`);
    }
    if (name === 'exp') {
      observePower(x, this.given.machine, this.given.place);
    }
    const dtype = known.gives === 'same' ? (x.dtype as ScriptType) : known.gives;
    if (x.dtype === 'bool' && !SAFE_FOR_BOOLEANS.has(name)) {
      throw new NotUnderstood({ kind: 'operation', what: `${name} of bool` }, this.given.place);
    }
    const { operation } = known;
    return this.mapped(x, dtype, dtype === 'int32' ? whole(operation) : operation);
  }

  mapped(x: Tensor, dtype: ScriptType, operation: UnaryFunction): Tensor {
    this.count(x.size);
    return mapped(x, dtype, operation);
  }

  /** A function of `PAIRS`, `COMPARISONS` or `CONNECTIVES`. */
  binary(name: string, x: Tensor, y: Tensor): Tensor {
    const { machine, place } = this.given;
    const truth = COMPARISONS[name] ?? CONNECTIVES[name];
    const common = upcast(x.dtype, y.dtype);
    if (truth) {
      const [one, other] = [this.cast(x, common), this.cast(y, common)];
      const result = observedCombination(one, other, 'bool', truth, machine, place);
      this.count(result.size);
      return name === 'greaterEqual' ? result : untrackable(result, 'bool', [x, y], withoutGradient(name));
    }
    // The quotient of integers is one, also that of a boolean and an integer.
    const isWhole = name === 'div' && common === 'int32';
    const operation = PAIRS[isWhole ? 'floorDiv' : name];
    if (!operation) {
      throw new Error(`${name} is no operation of two tensors.`);
    }
    const isExtreme = name === 'maximum' || name === 'minimum';
    if (common === 'bool' && !isExtreme && name !== 'mul' && name !== 'floorDiv') {
      throw new NotUnderstood({ kind: 'operation', what: `${name} of bool` }, place);
    }
    const dtype = name === 'floorDiv' || (isExtreme && common === 'bool') ? 'int32' : common;
    if (name === 'pow') {
      observePower(x, machine, place);
    }
    const whole = { ...operation, value: (a: number, b: number) => wholeNumber(operation.value(a, b)) };
    const result = observedCombination(
      name === 'floorDiv' ? x : this.cast(x, dtype),
      name === 'floorDiv' ? y : this.cast(y, dtype),
      dtype,
      dtype === 'float32' ? operation : whole,
      machine,
      place,
    );
    this.count(result.size);
    return withLibraryGradient(name, result, this.cast(x, dtype), this.cast(y, dtype));
  }

  /** `condition ? x : y` for each element. */
  select(condition: Tensor, x: Tensor, y: Tensor): Tensor {
    const dtype = upcast(x.dtype, y.dtype);
    const result = chosen(condition, this.cast(x, dtype), this.cast(y, dtype), dtype);
    this.count(result.size);
    const { history } = result;
    if (!condition.hasGradient) {
      return result;
    }
    const inputs = [condition, ...(history?.inputs ?? [])];
    return resultOf(result.shape, 'float32', result.data, inputs, (gradient) => [
      new Float64Array(condition.size),
      ...(history?.backward(gradient) ?? []),
    ]);
  }

  clip(x: Tensor, least: number, most: number): Tensor {
    if (!(least <= most)) {
      throwError(
        'Error',
        `Error in clip: min (${least}) must be less than or equal to max (${most}).`,
        this.given.place,
      );
    }
    const dtype = x.dtype as ScriptType;
    return this.mapped(x, dtype, dtype === 'float32' ? clamp(least, most) : whole(clamp(least, most)));
  }

  /** @throws Raised for axes that the tensor does not have */
  axes(axes: Axes, { rank }: Tensor): Axes {
    const wrong = axes?.find((axis) => !(axis >= -rank && axis < rank) || !Number.isInteger(axis));
    if (wrong !== undefined) {
      throwError(
        'Error',
        `All values in axis param must be in range [-${rank}, ${rank}) but got axis ${wrong}`,
        this.given.place,
      );
    }
    return axes && normalAxes([...new Set(axes)], rank);
  }

  sum(x: Tensor, axes: Axes, keeps: boolean): Tensor {
    const dtype = x.dtype === 'float32' ? 'float32' : 'int32';
    return reduction.sum(this.cast(x, dtype), { axes: this.axes(axes, x), keeps }, dtype);
  }

  /** The sum of the shares of the elements, so that a mean of nothing is 0. */
  mean(x: Tensor, axes: Axes, keeps: boolean): Tensor {
    const reduced = { axes: this.axes(axes, x), keeps };
    const count = sizeOf((reduced.axes ?? x.shape.map((_, axis) => axis)).map((axis) => x.shape[axis] ?? 1));
    const shares = this.mapped(this.cast(x, 'float32'), 'float32', {
      value: (value) => value / count,
      back: (gradient) => gradient / count,
      saves: 'nothing',
    });
    return reduction.sum(shares, reduced, 'float32');
  }

  /** The largest or smallest; each of several equal ones gets the whole gradient. */
  extreme(x: Tensor, axes: Axes, keeps: boolean, largest: boolean): Tensor {
    const normal = this.axes(axes, x);
    const plain = detached(x);
    const kept = reduction.extreme(plain, { axes: normal, keeps: true }, largest, true);
    const places = stretchedIndices(kept.shape, x.shape);
    const { shape } = keeps ? kept : reduction.extreme(plain, { axes: normal, keeps: false }, largest, true);
    return resultOf(shape, x.dtype, kept.data.slice(), [x], (gradient) => [
      x.data.map((value, index) => {
        const at = places ? (places[index] ?? 0) : index;
        return value === kept.at(at) ? (gradient[at] ?? 0) : 0;
      }),
    ]);
  }

  /** log Σ e^x. */
  logSumExp(x: Tensor, axes: Axes, keeps: boolean): Tensor {
    const largest = this.extreme(x, axes, true, true);
    const total = this.sum(this.unary('exp', this.binary('sub', x, largest)), axes, true);
    const result = this.binary('add', largest, this.unary('log', this.cast(total, 'float32')));
    return keeps ? result : this.sum(result, axes, false);
  }

  /** The exponentials over their sum, along the last axis. */
  softmax(x: Tensor): Tensor {
    const round = roundingOf('float32');
    const plain = detached(x);
    const shifted = this.binary('sub', plain, this.extreme(plain, [-1], true, true));
    const powers = mapped(shifted, 'float32', POINTWISE.exp?.operation ?? failed());
    const y = this.binary('div', powers, this.sum(powers, [-1], true));
    return this.alongRows(
      x,
      y,
      (gradient, value, total) => gradient * value - round(total * value),
      (g, v) => g * v,
    );
  }

  /** The logarithm of the softmax, along the last axis. */
  logSoftmax(x: Tensor): Tensor {
    const plain = detached(x);
    const shifted = this.binary('sub', plain, this.extreme(plain, [-1], true, true));
    const powers = mapped(shifted, 'float32', POINTWISE.exp?.operation ?? failed());
    const total = this.unary('log', this.sum(powers, [-1], true));
    const y = this.binary('sub', this.cast(shifted, 'float32'), total);
    const round = roundingOf('float32');
    return this.alongRows(
      x,
      y,
      (gradient, value, sum) => gradient - round(sum * round(Math.exp(value))),
      (g) => g,
    );
  }

  /** A result whose gradient mixes the elements of a row: `part` sums what `back` is given as the total of the row. */
  private alongRows(
    x: Tensor,
    y: Tensor,
    back: (gradient: number, value: number, total: number) => number,
    part: (gradient: number, value: number) => number,
  ): Tensor {
    const length = x.shape.at(-1) ?? 1;
    return resultOf(y.shape, 'float32', y.data, [x], (gradient) => {
      const totals = new Float64Array(Math.ceil(y.size / Math.max(length, 1)));
      for (const [index, slope] of gradient.entries()) {
        const row = Math.floor(index / length);
        totals[row] = (totals[row] ?? 0) + part(slope, y.at(index));
      }
      rounded(totals, 'float32');
      return [
        gradient.map((slope, index) => back(slope, y.at(index), totals[Math.floor(index / length)] ?? 0)),
      ];
    });
  }

  /** A constant of the shape, whose gradient by the tensor is 0. */
  constantLike(x: Tensor, value: number): Tensor {
    return this.mapped(x, x.dtype as ScriptType, { value: () => value, back: () => 0, saves: 'nothing' });
  }

  ones(shape: Shape): Tensor {
    this.count(sizeOf(shape));
    return filled(shape, 1, 'float32');
  }

  /** @throws Raised unless two shapes are the same */
  requireSameShape(one: Tensor, other: Tensor): void {
    if (!sameShape(one.shape, other.shape)) {
      throwError(
        'Error',
        `Shapes ${one.shape.join()} and ${other.shape.join()} must match`,
        this.given.place,
      );
    }
  }

  private count(elements: number): void {
    this.given.machine.budget.make(elements, this.given.place);
  }
}

function whole(operation: UnaryFunction): UnaryFunction {
  return { ...operation, value: (x) => wholeNumber(operation.value(x)) };
}

function failed(): never {
  throw new Error('The operation exists.');
}
