import type { Node } from '@vscode/tree-sitter-wasm';
import { LIBRARY_PLACE, type Place } from './program';

const LIBRARY_TREES = new WeakSet<Node['tree']>();
const FILES = new WeakMap<Node['tree'], string>();

/** Where a node stands. */
export function placeOf(node: Node): Place {
  if (LIBRARY_TREES.has(node.tree)) {
    return LIBRARY_PLACE;
  }
  const place = { line: node.startPosition.row + 1, start: node.startIndex, end: node.endIndex };
  const file = FILES.get(node.tree);
  return file === undefined ? place : { ...place, file };
}

/** Gives everything that is read from a tree the place of a library. */
export function readAsLibrary(root: Node): void {
  LIBRARY_TREES.add(root.tree);
}

/** Gives everything that is read from a tree a place in another file than the one that is judged. */
export function readAsFile(root: Node, file: string): void {
  FILES.set(root.tree, file);
}

/** The place of an expression, as the key of a set. */
export function keyOfPlace({ start, end }: Pick<Place, 'start' | 'end'>): string {
  return `${start} ${end}`;
}

/** True for a place outside of the file that is judged. */
export function isForeign(place: Place): boolean {
  return place === LIBRARY_PLACE || place.file !== undefined;
}

/** The place of a call in the file that is judged, for what happened at a place that it led to. */
export function atCall(call: Place, { file, line }: Place): Place {
  return file === undefined || call.file !== undefined ? call : { ...call, elsewhere: { file, line } };
}
