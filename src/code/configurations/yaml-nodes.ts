import { isMap, isScalar, isSeq } from 'yaml';

/** The text of a scalar; undefined for anything else. */
export function textOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

/** The offsets of a node: its start, the end of its value, and the end of what belongs to it. */
export function rangeOf(node: unknown): readonly number[] | undefined {
  return isScalar(node) || isSeq(node) || isMap(node) ? (node.range ?? undefined) : undefined;
}
