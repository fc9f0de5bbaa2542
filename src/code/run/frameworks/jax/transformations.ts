import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import {
  type ArrayFramework,
  ArrayValue,
  Builtin,
  type CallArguments,
  TupleValue,
  type Value,
} from '../../language/values';
import { gradientOf } from '../../tensor/gradient';
import { concatenated, expandedAt, moved, narrowed, reshaped } from '../../tensor/layout';
import { normalAxis } from '../../tensor/shapes';
import { resultOf } from '../../tensor/tensor';
import type { NumpyLike } from '../numpy/framework';

const NOTHING: ReadonlyMap<string, Value> = new Map();

/** JAX's functions of functions. */
export function transformations({ framework }: NumpyLike): Builtin[] {
  return [
    builtin('vmap', 'fun, in_axes=0, out_axes=0', (given) => {
      const [fun, inAxes, out] = [given.value('fun'), given.value('in_axes'), given.integer('out_axes')];
      return new Builtin('vmap', ({ positional, keywords }, machine, place) => {
        const axes = positional.map((_, at) => axisOf(inAxes, at, given));
        const lengths = positional.flatMap((value, at) => {
          const axis = axes[at] ?? null;
          return value instanceof ArrayValue && axis !== null
            ? [value.tensor.shape[normalAxis(axis, value.tensor.rank)] ?? 0]
            : [];
        });
        const [length] = lengths;
        if (length === undefined || lengths.some((other) => other !== length) || keywords.size > 0) {
          return raise('ValueError', 'vmap got inconsistent sizes for array axes to be mapped', place);
        }
        const results = Array.from({ length }, (_, row) => {
          const one = positional.map((value, at) => rowOf(value, axes[at] ?? null, row));
          return machine.call(fun, { positional: one, keywords: NOTHING }, place);
        });
        return stacked(results, out, framework, given);
      });
    }),
    builtin('grad', 'fun, argnums=0, has_aux=False', (given) => derivative(given, framework, false)),
    builtin('value_and_grad', 'fun, argnums=0, has_aux=False', (given) => derivative(given, framework, true)),
  ];
}

/** The axis of an argument that is mapped; null for one that is handed on as it is. */
function axisOf(axes: Value, at: number, given: Given): number | null {
  const axis = axes instanceof TupleValue ? (axes.items[at] ?? null) : axes;
  if (axis !== null && typeof axis !== 'bigint') {
    throw new NotUnderstood({ kind: 'argument', name: 'in_axes', of: 'vmap' }, given.place);
  }
  return axis === null ? null : Number(axis);
}

function rowOf(value: Value, axis: number | null, row: number): Value {
  if (!(value instanceof ArrayValue) || axis === null) {
    return value;
  }
  const { tensor } = value;
  const at = normalAxis(axis, tensor.rank);
  const shape = tensor.shape.toSpliced(at, 1);
  return new ArrayValue(reshaped(narrowed(tensor, at, row, 1), shape), value.framework);
}

/** The results of all rows along a new axis, also those of a tuple. */
function stacked(results: readonly Value[], axis: number, framework: ArrayFramework, given: Given): Value {
  const [first] = results;
  if (first instanceof TupleValue) {
    return new TupleValue(
      first.items.map((_, at) =>
        stacked(
          results.map((each) => (each instanceof TupleValue ? (each.items[at] ?? null) : null)),
          axis,
          framework,
          given,
        ),
      ),
    );
  }
  const tensors = results.map((each) =>
    each instanceof ArrayValue
      ? expandedAt(each.tensor, 0)
      : raise('TypeError', 'vmap needs a function that returns arrays', given.place),
  );
  const joined = concatenated(tensors, 0, tensors[0]?.dtype ?? 'float32');
  given.machine.budget.make(joined.size, given.place);
  return new ArrayValue(moved(joined, 0, axis), framework);
}

function derivative(given: Given, framework: ArrayFramework, withValue: boolean): Builtin {
  const fun = given.value('fun');
  const argument = given.value('argnums');
  if (given.flag('has_aux') || typeof argument !== 'bigint') {
    throw new NotUnderstood({ kind: 'argument', name: 'argnums', of: given.name }, given.place);
  }
  return new Builtin(given.name, (handed: CallArguments, machine, place) => {
    const value = machine.call(fun, handed, place);
    const input = handed.positional[Number(argument)];
    if (!(value instanceof ArrayValue) || value.tensor.rank > 0) {
      return raise('TypeError', 'Gradient only defined for scalar-output functions', place);
    }
    const gradient =
      input instanceof ArrayValue && input.tensor.hasGradient
        ? gradientOf(value.tensor, Float64Array.of(1), input.tensor)
        : null;
    const unknown = (): never => {
      throw new NotUnderstood({ kind: 'operation', what: given.name }, place);
    };
    if (!gradient || !(input instanceof ArrayValue)) {
      return unknown();
    }
    // The derivative of a derivative is not known.
    const { shape, dtype } = input.tensor;
    const result = new ArrayValue(
      resultOf(shape, dtype, gradient, [input.tensor], unknown, { saved: [] }),
      framework,
    );
    return withValue ? new TupleValue([value, result]) : result;
  });
}
