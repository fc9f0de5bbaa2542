import { countText } from '../../format/count-text';
import { plural } from '../../format/plural';
import type { Alpha, NamedArray } from '../facts';

/** The form of a word beside a number: one class, two classes. */
export function form(count: number, one: string, other: string): string {
  return plural('en', count, { one, other });
}

/** A count with its noun: 1 element, 2 elements. */
export function counted(count: number, one: string, other = `${one}s`): string {
  return `${countText(count)} ${form(count, one, other)}`;
}

/** "logits" in run.npz */
export function arrayText({ array, file }: NamedArray): string {
  return file === null ? array : `"${array}" in ${file}`;
}

/** α as it is written: off, one number or a list. */
export function alphaText(alpha: Alpha): string {
  return alpha === null ? 'off' : typeof alpha === 'number' ? String(alpha) : alpha.join(', ');
}

/** Alternatives: NPY, NPZ or JSON. */
export function listText(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** Most names that a sentence lists. */
const LISTED = 5;

/** The first names of a list, and how many more there are. */
export function beginning(names: readonly string[]): string {
  const more = names.length - LISTED;
  const listed = names.slice(0, LISTED).join(', ');
  return more > 0 ? `${listed} and ${countText(more)} more` : listed;
}
