import type { Expression, Statement } from './program';

export type ProgramNode = Expression | Statement;

/** Calls back with every statement and expression in a part of a program, the outer ones first. */
export function forEachNode(part: unknown, take: (node: ProgramNode) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) {
      forEachNode(item, take);
    }
    return;
  }
  if (typeof part !== 'object' || part === null || Object.getPrototypeOf(part) !== Object.prototype) {
    return;
  }
  if (isNode(part)) {
    take(part);
  }
  for (const value of Object.values(part)) {
    forEachNode(value, take);
  }
}

function isNode(part: object): part is ProgramNode {
  return 'type' in part && 'place' in part;
}
