import { raise } from '../language/exceptions';
import { NotUnderstood } from '../language/not-understood';
import type { Place } from '../language/program';
import { ArrayValue, Builtin, type CallArguments, type Machine, type Value } from '../language/values';
import { stretched } from '../tensor/elementwise';
import { permuted, reshaped } from '../tensor/layout';
import * as reduction from '../tensor/reduction';
import { sizeOf } from '../tensor/shapes';
import { detached, type Tensor } from '../tensor/tensor';

/** A side of a pattern: for each axis of the tensor the names of the axes that are joined in it; none for an axis of length 1. */
type Side = readonly (readonly string[])[];

const REDUCTIONS: Readonly<Record<string, (x: Tensor, axes: reduction.ReducedAxes) => Tensor>> = {
  sum: (x, axes) => reduction.sum(x, axes, x.dtype),
  mean: (x, axes) => reduction.mean(x, axes, x.dtype),
  prod: (x, axes) => reduction.product(x, axes, x.dtype),
  max: (x, axes) => reduction.extreme(x, axes, true, true),
  min: (x, axes) => reduction.extreme(x, axes, false, true),
};

/** The functions of einops on the arrays of any framework. */
export const EINOPS_TABLE: ReadonlyMap<string, Value> = new Map(
  ['rearrange', 'repeat', 'reduce'].map((name): [string, Value] => [
    `einops.${name}`,
    new Builtin(name, (given, machine, place) => rewritten(name, given, machine, place)),
  ]),
);

function rewritten(
  name: string,
  { positional, keywords }: CallArguments,
  machine: Machine,
  place: Place,
): Value {
  const [array, pattern = keywords.get('pattern'), ...rest] = positional;
  const operation = rest[0] ?? keywords.get('reduction') ?? null;
  if (!(array instanceof ArrayValue) || typeof pattern !== 'string') {
    throw new NotUnderstood({ kind: 'argument', name: 'pattern', of: name }, place);
  }
  const lengths = new Map<string, number>();
  for (const [axis, length] of keywords) {
    if (typeof length === 'bigint') {
      lengths.set(axis, Number(length));
    }
  }
  const refuse = (problem: string): never =>
    raise('RuntimeError', `Error while processing ${name}("${pattern}"): ${problem}`, place);
  const [before = '', after, ...more] = pattern.split('->');
  if (after === undefined || more.length > 0) {
    return refuse('the pattern needs one ->');
  }
  const { rank } = array.tensor;
  const left = sideOf(before, rank - axesOf(before).filter((axis) => axis !== ELLIPSIS).length);
  const right = sideOf(after, rank - axesOf(before).filter((axis) => axis !== ELLIPSIS).length);
  if (left.length !== rank) {
    refuse(`${left.length} axes for a tensor with ${rank}`);
  }
  left.forEach((axes, at) => {
    settle(axes, array.tensor.shape[at] ?? 0, lengths, refuse);
  });
  const [own, wanted] = [left.flat(), right.flat()];
  const added = wanted.filter((axis) => !own.includes(axis));
  const gone = own.filter((axis) => !wanted.includes(axis));
  if (
    added.some((axis) => name !== 'repeat' || !lengths.has(axis)) ||
    (gone.length > 0 && name !== 'reduce')
  ) {
    refuse('the sides have other axes');
  }
  const sizes = (axes: readonly string[]): number[] => axes.map((axis) => lengths.get(axis) ?? 1);
  let tensor = reshaped(array.tensor, sizes(own));
  if (name === 'reduce') {
    const reduce = typeof operation === 'string' ? REDUCTIONS[operation] : undefined;
    if (!reduce) {
      throw new NotUnderstood({ kind: 'argument', name: 'reduction', of: name }, place);
    }
    const axes = gone.map((axis) => own.indexOf(axis));
    tensor = axes.length > 0 ? reduce(tensor, { axes, keeps: false }) : tensor;
  }
  const kept = own.filter((axis) => wanted.includes(axis));
  const ordered = wanted.filter((axis) => kept.includes(axis));
  tensor = permuted(
    tensor,
    ordered.map((axis) => kept.indexOf(axis)),
  );
  const open = wanted.map((axis) => (kept.includes(axis) ? (lengths.get(axis) ?? 1) : 1));
  machine.budget.make(sizeOf(sizes(wanted)), place);
  tensor = stretched(reshaped(tensor, open), sizes(wanted));
  const shaped = reshaped(
    tensor,
    right.map((axes) => sizeOf(sizes(axes))),
  );
  return new ArrayValue(machine.isWithoutGradient ? detached(shaped) : shaped, array.framework, array.device);
}

const ELLIPSIS = '...';

/** The axes of the tensor that a side names, each as its text. */
function axesOf(side: string): string[] {
  return side.match(/\([^)]*\)|\.\.\.|\w+/g) ?? [];
}

/** @param hidden how many axes the ellipsis stands for */
function sideOf(side: string, hidden: number): Side {
  const names = (text: string): string[] =>
    (text.match(/\.\.\.|\w+/g) ?? []).flatMap((name) =>
      name === ELLIPSIS
        ? Array.from({ length: Math.max(0, hidden) }, (_, at) => `${ELLIPSIS}${at}`)
        : name === '1'
          ? []
          : [name],
    );
  return axesOf(side).flatMap((axis): readonly string[][] =>
    axis === ELLIPSIS ? names(axis).map((name) => [name]) : [names(axis)],
  );
}

/** Finds the length of the only axis of a group that has none yet. */
function settle(
  axes: readonly string[],
  length: number,
  lengths: Map<string, number>,
  refuse: (problem: string) => never,
): void {
  const open = axes.filter((axis) => !lengths.has(axis));
  const known = axes.reduce((product, axis) => product * (lengths.get(axis) ?? 1), 1);
  const [only] = open;
  if (open.length > 1) {
    refuse(`the lengths of ${open.join(' and ')} are not known`);
  }
  if (only !== undefined && length % known === 0) {
    lengths.set(only, length / known);
  } else if (length !== known) {
    refuse(`an axis of length ${length} for one of ${known}`);
  }
}
