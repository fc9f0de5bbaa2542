import type { Reason } from '../../messages/reason';
import { isOfClassesByName, isOfSameGroup } from '../../tensor/roles';
import type { ArrayInfo } from '../../tensor/tensor-file';
import { isScalarLoss } from '../explain/given-loss';
import { sameLengths, squeezed } from '../interpret/shapes';
import type { Interpretation, UnusedArray } from '../report/report';
import { arrayOfRole, unusedArray } from './array-of-role';
import type { ArraySource, Column } from './batches';
import type { Layout } from './layout';
import type { SelectedArrays } from './select-arrays';

export type OptionalRole = 'weight' | 'mask' | 'gradient' | 'loss';

export interface OptionalArrays {
  readonly columns: { readonly [Role in OptionalRole]?: Column };
  /** One sentence per array used. */
  readonly why: readonly Reason[];
  readonly unused: readonly UnusedArray[];
}

/**
 * Finds the optional arrays of the loss in the files: weight, mask, gradient, elementwise losses. An array with neither
 * one value per logit nor one per example is not used.
 */
export function optionalArraysOf(
  { logits, targets }: SelectedArrays,
  layout: Layout,
  interpretation: Interpretation,
): OptionalArrays {
  const columns: { [Role in OptionalRole]?: Column } = {};
  const why: Reason[] = [];
  const unused: UnusedArray[] = [];
  const files = [...new Set([logits.file, targets.file])];
  const isTaken = ({ array }: ArraySource) => array === logits.array || array === targets.array;
  const isOfPair = (name: string) => isOfSameGroup(name, logits.array.name);
  for (const role of ['weight', 'mask', 'gradient', 'loss'] as const) {
    const found = arrayOfRole(files, role, isTaken, isOfPair);
    unused.push(...found.unused);
    if (found.source === undefined) {
      continue;
    }
    const { array } = found.source;
    if (role === 'loss' && isScalarLoss(found.source, logits)) {
      continue;
    }
    if (role === 'weight' && weighsClasses(array, logits.array.shape, interpretation)) {
      unused.push(
        unusedArray(role, found.source, { id: 'weights-of-classes', facts: { shape: array.shape } }),
      );
      continue;
    }
    const perRow = valuesPerRow(array.shape, logits.array.shape, layout, interpretation);
    if (perRow === null || perRow !== (expectedPerRow(role, layout) ?? perRow)) {
      const shapes = { shape: array.shape, logits: logits.array.shape };
      unused.push(unusedArray(role, found.source, { id: 'array-misfit', facts: shapes }));
      continue;
    }
    columns[role] = { source: found.source, perRow };
    why.push({ id: 'array-used', facts: { array: array.name, shape: array.shape, role } });
  }
  return { columns, why, unused };
}

/** True for one weight a class, or one for the positives: by the name, or by the length where that is not the number of examples. */
function weighsClasses(
  { name, shape }: ArrayInfo,
  logits: readonly number[],
  { classes }: Interpretation,
): boolean {
  const [length = 1, ...others] = squeezed(shape);
  if (others.length > 0) {
    return false;
  }
  return isOfClassesByName(name)
    ? length === 1 || length === (classes ?? 2)
    : length === classes && logits.filter((size) => size === length).length === 1;
}

/** Values per row: a gradient has one per logit, a loss one per loss term, the others one per logit or per example. */
function expectedPerRow(role: OptionalRole, { channels, elements, rows }: Layout): number | null {
  if (role === 'gradient') {
    return channels;
  }
  if (role === 'loss') {
    return elements === rows ? 1 : channels;
  }
  return null;
}

/**
 * Values of an array beside the logits: one per channel, or one per row.
 * @returns null where its shape is neither that of the logits nor that of their rows
 */
export function valuesPerRow(
  shape: readonly number[],
  logits: readonly number[],
  { channels }: Layout,
  { classAxis }: Interpretation,
): number | null {
  if (sameLengths(squeezed(shape), squeezed(logits))) {
    return channels;
  }
  const examples = logits.filter((_, axis) => axis !== classAxis);
  return sameLengths(squeezed(shape), squeezed(examples)) ? 1 : null;
}
