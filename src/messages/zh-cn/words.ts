import { countText } from '../../format/count-text';
import type { Alpha, NamedArray } from '../facts';

/** run.npz 中的数组 “logits” */
export function arrayText({ array, file }: NamedArray): string {
  return file === null ? array : `${file} 中的数组 “${array}”`;
}

/** α as it is written: none, one number or a list. */
export function alphaText(alpha: Alpha): string {
  return alpha === null ? '无' : typeof alpha === 'number' ? String(alpha) : alpha.join(', ');
}

/** Alternatives: NPY、NPZ 或 JSON */
export function listText(names: readonly string[]): string {
  return `${names.slice(0, -1).join('、')} 或 ${names.at(-1)}`;
}

/** Most names that a sentence lists. */
const LISTED = 5;

/** The first names of a list, and how many there are. */
export function beginning(names: readonly string[]): string {
  const listed = names.slice(0, LISTED).join('、');
  return names.length > LISTED ? `${listed} 等 ${countText(names.length)} 个` : listed;
}
