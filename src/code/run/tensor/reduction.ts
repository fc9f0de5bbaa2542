import type { DType } from './dtype';
import { refuse } from './failure';
import { normalAxes, normalAxis, type Shape, sizeOf } from './shapes';
import { allocate, resultOf, Tensor, tensorOf } from './tensor';

/** The groups into which the elements of a tensor fall when axes are reduced. */
interface Groups {
  readonly shape: Shape;
  /** For each element, the group that it falls into. */
  readonly groupOf: Int32Array;
  /** Elements of a group. */
  readonly count: number;
}

/** The axes that are reduced; every axis for null. */
function axesOf(x: Tensor, axes: readonly number[] | null): number[] {
  return axes ? normalAxes(axes, x.rank) : x.shape.map((_, axis) => axis);
}

function groupsOf(x: Tensor, axes: readonly number[], keeps: boolean): Groups {
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const strides = new Array<number>(x.rank).fill(0);
  let stride = 1;
  for (let axis = x.rank - 1; axis >= 0; axis--) {
    if (!axes.includes(axis)) {
      strides[axis] = stride;
      stride *= x.shape[axis] ?? 1;
    }
  }
  const groupOf = new Int32Array(x.size);
  const counter = new Array<number>(x.rank).fill(0);
  let group = 0;
  for (let index = 0; index < groupOf.length; index++) {
    groupOf[index] = group;
    for (let axis = x.rank - 1; axis >= 0; axis--) {
      const next = (counter[axis] ?? 0) + 1;
      if (next < (x.shape[axis] ?? 1)) {
        counter[axis] = next;
        group += strides[axis] ?? 0;
        break;
      }
      group -= (strides[axis] ?? 0) * (next - 1);
      counter[axis] = 0;
    }
  }
  const shape = keeps ? kept : kept.filter((_, axis) => !axes.includes(axis));
  return { shape, groupOf, count: sizeOf(axes.map((axis) => x.shape[axis] ?? 1)) };
}

export interface ReducedAxes {
  /** Null for all axes. */
  readonly axes: readonly number[] | null;
  /** True if the reduced axes stay, with length 1. */
  readonly keeps: boolean;
}

export const ALL_AXES: ReducedAxes = { axes: null, keeps: false };

/** The sums of groups, in float64 and rounded once, as frameworks sum in parts to lose no digits. */
export function sum(x: Tensor, { axes, keeps }: ReducedAxes, dtype: DType): Tensor {
  return scaledSum(x, axesOf(x, axes), keeps, dtype, () => 1);
}

/** The means of groups; NaN for a mean over nothing. */
export function mean(x: Tensor, { axes, keeps }: ReducedAxes, dtype: DType): Tensor {
  return scaledSum(x, axesOf(x, axes), keeps, dtype, (count) => 1 / count);
}

function scaledSum(
  x: Tensor,
  axes: readonly number[],
  keeps: boolean,
  dtype: DType,
  factorOf: (count: number) => number,
): Tensor {
  const { shape, groupOf, count } = groupsOf(x, axes, keeps);
  const factor = factorOf(count);
  const totals = allocate(shape);
  for (let index = 0; index < x.size; index++) {
    const group = groupOf[index] ?? 0;
    totals[group] = (totals[group] ?? 0) + x.at(index);
  }
  if (factor !== 1) {
    for (let group = 0; group < totals.length; group++) {
      totals[group] = (totals[group] ?? 0) / count;
    }
  }
  return resultOf(
    shape,
    dtype,
    totals,
    [x],
    (gradient) => [Float64Array.from(groupOf, (group) => (gradient[group] ?? 0) * factor)],
    { saved: [], reduces: count > 1 && axes.includes(0) && (x.shape[0] ?? 1) > 1 },
  );
}

/** The products of groups. */
export function product(x: Tensor, { axes, keeps }: ReducedAxes, dtype: DType): Tensor {
  const { shape, groupOf } = groupsOf(x, axesOf(x, axes), keeps);
  const totals = allocate(shape).fill(1);
  for (let index = 0; index < x.size; index++) {
    const group = groupOf[index] ?? 0;
    totals[group] = (totals[group] ?? 1) * x.at(index);
  }
  return resultOf(shape, dtype, totals, [x], (gradient) => [
    x.data.map((value, index) => {
      const group = groupOf[index] ?? 0;
      let others = 1;
      if (value === 0) {
        for (let other = 0; other < x.size; other++) {
          others *= other !== index && groupOf[other] === group ? x.at(other) : 1;
        }
      } else {
        others = (totals[group] ?? 0) / value;
      }
      return (gradient[group] ?? 0) * others;
    }),
  ]);
}

/** The indices of each group's extreme element, in the group and in the tensor. NaN wins; of equals, the first. */
interface Extremes {
  readonly shape: Shape;
  readonly groupOf: Int32Array;
  readonly values: Float64Array;
  readonly places: Int32Array;
}

function extremesOf(x: Tensor, axes: readonly number[], keeps: boolean, largest: boolean): Extremes {
  const { shape, groupOf, count } = groupsOf(x, axes, keeps);
  if (count === 0) {
    refuse('value', 'the largest or smallest of no elements does not exist');
  }
  const values = allocate(shape);
  const places = new Int32Array(values.length).fill(-1);
  for (let index = 0; index < x.size; index++) {
    const group = groupOf[index] ?? 0;
    const value = x.at(index);
    const known = values[group] ?? 0;
    const isFirst = places[group] === -1;
    const wins = Number.isNaN(value) ? !Number.isNaN(known) : largest ? value > known : value < known;
    if (isFirst || wins) {
      values[group] = value;
      places[group] = index;
    }
  }
  return { shape, groupOf, values, places };
}

/**
 * The largest or smallest of each group. Along one axis, the gradient goes to the first such element; over several axes or
 * all, equals share it.
 */
export function extreme(x: Tensor, { axes, keeps }: ReducedAxes, largest: boolean, shares: boolean): Tensor {
  const { shape, groupOf, values, places } = extremesOf(x, axesOf(x, axes), keeps, largest);
  return resultOf(shape, x.dtype, values, [x], (gradient) => {
    const part = new Float64Array(x.size);
    if (!shares) {
      for (const [group, place] of places.entries()) {
        part[place] = gradient[group] ?? 0;
      }
      return [part];
    }
    const ties = new Float64Array(values.length);
    const isTie = (index: number): boolean => {
      const extremeValue = values[groupOf[index] ?? 0] ?? 0;
      return x.at(index) === extremeValue || (Number.isNaN(extremeValue) && Number.isNaN(x.at(index)));
    };
    for (let index = 0; index < x.size; index++) {
      const group = groupOf[index] ?? 0;
      ties[group] = (ties[group] ?? 0) + (isTie(index) ? 1 : 0);
    }
    for (let index = 0; index < x.size; index++) {
      const group = groupOf[index] ?? 0;
      part[index] = isTie(index) ? (gradient[group] ?? 0) / (ties[group] ?? 1) : 0;
    }
    return [part];
  });
}

/** The index of the extreme element along an axis; in the flat tensor for null. */
export function extremeIndex(x: Tensor, axis: number | null, keeps: boolean, largest: boolean): Tensor {
  const axes = axesOf(x, axis === null ? null : [axis]);
  const { shape, places } = extremesOf(x, axes, keeps, largest);
  const along = axes[0];
  if (axis === null || along === undefined) {
    return new Tensor(shape, 'int64', Float64Array.from(places));
  }
  const inner = sizeOf(x.shape.slice(along + 1));
  const length = x.shape[along] ?? 1;
  return new Tensor(
    shape,
    'int64',
    Float64Array.from(places, (place) => Math.floor(place / inner) % length),
  );
}

/** True where any (or all) elements of a group differ from 0. */
export function truth(x: Tensor, { axes, keeps }: ReducedAxes, quantifier: 'any' | 'all'): Tensor {
  const { shape, groupOf } = groupsOf(x, axesOf(x, axes), keeps);
  const results = allocate(shape).fill(quantifier === 'all' ? 1 : 0);
  for (let index = 0; index < x.size; index++) {
    const holds = x.at(index) !== 0;
    if (holds === (quantifier === 'any')) {
      results[groupOf[index] ?? 0] = quantifier === 'any' ? 1 : 0;
    }
  }
  return new Tensor(shape, 'bool', results);
}

/**
 * log Σ w exp(x), shifted by the largest term.
 *
 * @param weights of the shape of x, 1 where it is null; a term of weight 0 takes no part, in gradients neither
 */
export function logSumExp(x: Tensor, { axes, keeps }: ReducedAxes, weights: Tensor | null = null): Tensor {
  const normal = axesOf(x, axes);
  const { shape, groupOf } = groupsOf(x, normal, keeps);
  const weightAt = (index: number): number => weights?.at(index) ?? 1;
  const exponents = x.data.map((_, index) =>
    weightAt(index) === 0 ? Number.NEGATIVE_INFINITY : x.at(index),
  );
  const terms = weights ? tensorOf(x.shape, exponents, x.dtype) : x;
  const largest = x.size === 0 ? new Float64Array(0) : extremesOf(terms, normal, keeps, true).values;
  const shift = (group: number): number => (Number.isFinite(largest[group] ?? 0) ? (largest[group] ?? 0) : 0);
  const totals = allocate(shape);
  for (let index = 0; index < x.size; index++) {
    const group = groupOf[index] ?? 0;
    totals[group] = (totals[group] ?? 0) + weightAt(index) * Math.exp(terms.at(index) - shift(group));
  }
  const results = totals.map((total, group) => Math.log(total) + shift(group));
  return resultOf(shape, x.dtype, results, weights ? [x, weights] : [x], (gradient) => {
    const ofTerms = terms.data.map((value, index) => {
      const group = groupOf[index] ?? 0;
      return (gradient[group] ?? 0) * Math.exp(value - (results[group] ?? 0));
    });
    return weights ? [ofTerms.map((value, index) => value * weightAt(index)), ofTerms] : [ofTerms];
  });
}

/** The running sums along an axis. */
export function cumulativeSum(x: Tensor, axis: number, dtype: DType): Tensor {
  const along = normalAxis(axis, x.rank);
  const inner = sizeOf(x.shape.slice(along + 1));
  const length = x.shape[along] ?? 1;
  const run = (values: Float64Array, backwards: boolean): Float64Array => {
    const totals = values.slice();
    for (let place = 0; place < totals.length; place++) {
      const index = backwards ? totals.length - 1 - place : place;
      const before = backwards ? index + inner : index - inner;
      const isFirst = Math.floor(index / inner) % length === (backwards ? length - 1 : 0);
      totals[index] = (totals[index] ?? 0) + (isFirst ? 0 : (totals[before] ?? 0));
    }
    return totals;
  };
  return resultOf(x.shape, dtype, run(x.data, false), [x], (gradient) => [run(gradient, true)], {
    saved: [],
  });
}

/** The order of the elements along an axis, equals in their own order. */
export function sortedIndices(x: Tensor, axis: number, descending: boolean): Tensor {
  const along = normalAxis(axis, x.rank);
  const inner = sizeOf(x.shape.slice(along + 1));
  const length = x.shape[along] ?? 1;
  const results = allocate(x.shape);
  for (let start = 0; start < x.size; start++) {
    if (Math.floor(start / inner) % length !== 0) {
      continue;
    }
    const order = Array.from({ length }, (_, place) => place);
    const valueAt = (place: number): number => x.at(start + place * inner);
    order.sort((one, other) => (descending ? valueAt(other) - valueAt(one) : valueAt(one) - valueAt(other)));
    for (const [place, from] of order.entries()) {
      results[start + place * inner] = from;
    }
  }
  return new Tensor(x.shape, 'int64', results);
}
