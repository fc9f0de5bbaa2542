import { countText } from '../../format/count-text';
import { plural } from '../../format/plural';
import type { NamedArray } from '../named-array';

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
