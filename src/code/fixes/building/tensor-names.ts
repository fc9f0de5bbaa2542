import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import { kindOfParameter, orderOf } from '../../verdict/parameters';
import { FUNCTIONS } from './nodes';

/** The names under which the functions of a loss take their tensors, each list without repeats. */
export interface TensorNames {
  readonly predictions: readonly string[];
  readonly targets: readonly string[];
}

/** Names of the first parameter of a method. */
const OBJECTS: ReadonlySet<string> = new Set(['self', 'cls', 'this']);

/** The names that the first two tensors have in the functions of a loss. */
export function tensorNames({ file, code }: LossSubject): TensorNames {
  const pairs = nodesOfTypes(code.node, ...FUNCTIONS).flatMap((node) => pairOf(node, file));
  const isTargetsFirst = ([one, other]: Pair): boolean => orderOf(one, other) === 'targetsFirst';
  const ordered = pairs.map((pair): Pair => (isTargetsFirst(pair) ? [pair[1], pair[0]] : pair));
  return {
    predictions: [...new Set(ordered.map(([predictions]) => predictions))],
    targets: [...new Set(ordered.map(([, targets]) => targets))],
  };
}

type Pair = readonly [one: string, other: string];

function pairOf(node: Node, { syntax }: LossSubject['file']): Pair[] {
  const parameters = syntax.definition(node)?.parameters ?? [];
  const [one, other] = parameters
    .filter(({ name, value }) => name !== undefined && !OBJECTS.has(name) && value === undefined)
    .map(({ name = '' }) => name)
    .filter((name) => ['predictions', 'targets', 'other'].includes(kindOfParameter({ name })));
  return one !== undefined && other !== undefined ? [[one, other]] : [];
}
