import { assignRoles } from '../tensor/roles';
import type { ArrayInfo } from '../tensor/tensor-file';
import type { ArraySource, Column } from './batches';
import { sameLengths, shapeText, squeezed } from './interpret/shapes';
import type { Layout } from './layout';
import type { Interpretation } from './report';
import type { SelectedArrays } from './select-arrays';

export type CompanionRole = 'weight' | 'mask' | 'gradient';

export interface Companions {
  readonly columns: { readonly [Role in CompanionRole]?: Column };
  /** What was taken and what was left aside, one sentence each. */
  readonly why: readonly string[];
}

const MEANINGS: Readonly<Record<CompanionRole, string>> = {
  weight: 'multiplies the losses',
  mask: 'takes elements out where it is zero',
  gradient: 'is compared with the closed form',
};

/**
 * Arrays beside logits and targets, in the same files, that belong to the loss: weight, mask, gradient. One that
 * has neither a value for each logit nor one for each example is left aside.
 */
export function companionsOf(
  { logits, targets }: SelectedArrays,
  layout: Layout,
  interpretation: Interpretation,
): Companions {
  const columns: { [Role in CompanionRole]?: Column } = {};
  const why: string[] = [];
  const files = [...new Set([logits.file, targets.file])];
  for (const role of ['weight', 'mask', 'gradient'] as const) {
    const source = files.map((file) => arrayOf(file, role, [logits.array, targets.array])).find((one) => one);
    if (source === undefined) continue;
    const perRow = valuesPerRow(source.array.shape, logits.array.shape, layout, interpretation);
    const fits = perRow !== null && (role !== 'gradient' || perRow === layout.channels);
    if (fits) columns[role] = { source, perRow };
    const named = `Array "${source.array.name}" ${shapeText(source.array.shape)}`;
    why.push(fits ? `${named} ${MEANINGS[role]}.` : `${named} does not fit the logits and is left aside.`);
  }
  return { columns, why };
}

function arrayOf(
  file: ArraySource['file'],
  role: CompanionRole,
  taken: readonly ArrayInfo[],
): ArraySource | undefined {
  const array = assignRoles(file.arrays).assigned[role];
  return array === undefined || taken.includes(array) ? undefined : { file, array };
}

function valuesPerRow(
  shape: readonly number[],
  logits: readonly number[],
  { channels }: Layout,
  { classAxis }: Interpretation,
): number | null {
  if (sameLengths(squeezed(shape), squeezed(logits))) return channels;
  const examples = logits.filter((_, axis) => axis !== classAxis);
  return sameLengths(squeezed(shape), squeezed(examples)) ? 1 : null;
}
