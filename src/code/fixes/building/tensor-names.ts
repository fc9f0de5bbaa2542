import type { Node } from '@vscode/tree-sitter-wasm';
import type { LossSubject } from '../../rules/rule';
import { nodesOfTypes } from '../../syntax/tree';
import { kindOfParameter, orderOf } from '../../verdict/parameters';
import { callsIn } from './calls';
import { assignedBy, FUNCTIONS } from './nodes';

/** The names under which the functions of a loss take their tensors, each list without repeats. */
export interface TensorNames {
  readonly predictions: readonly string[];
  readonly targets: readonly string[];
}

/** Names of the first parameter of a method. */
const OBJECTS: ReadonlySet<string> = new Set(['self', 'cls', 'this']);

/** A function of a loss with the names of its first two tensors. */
export interface FunctionOfTensors {
  readonly node: Node;
  readonly predictions: string;
  readonly targets: string;
}

/** The functions of a loss that take predictions and targets. */
export function functionsOfTensors({ file, code }: LossSubject): FunctionOfTensors[] {
  return nodesOfTypes(code.node, ...FUNCTIONS).flatMap((node) =>
    pairOf(node, file).map(([one, other]) =>
      orderOf(one, other) === 'targetsFirst'
        ? { node, predictions: other, targets: one }
        : { node, predictions: one, targets: other },
    ),
  );
}

/** The names that the first two tensors have in the functions of a loss, and the elements of arrays that a loop goes through. */
export function tensorNames(loss: LossSubject): TensorNames {
  const functions = functionsOfTensors(loss);
  const elements = nodesOfTypes(loss.code.node, 'subscript_expression').map(({ text }) => text);
  const withElements = (names: readonly string[]): string[] => [
    ...new Set([...names, ...elements.filter((text) => names.some((name) => text.startsWith(`${name}[`)))]),
  ];
  return {
    predictions: withElements(functions.map(({ predictions }) => predictions)),
    targets: withElements(functions.map(({ targets }) => targets)),
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

/** Methods and functions that give a tensor in another type. */
const CASTS: ReadonlySet<string> = new Set(['float', 'double', 'to', 'type', 'type_as', 'astype', 'cast']);

/** The texts of the targets: their names, and those of them in another type as the code has them, under a name or not. */
export function targetTexts(loss: LossSubject): string[] {
  const { targets } = tensorNames(loss);
  const casts = callsIn(loss.code.node).filter(
    ({ name, object, given: [first] }) =>
      CASTS.has(name) && targets.includes((name === 'cast' ? first?.value : object)?.text ?? ''),
  );
  const texts = casts.flatMap(({ node }) => {
    const name = assignedBy(node.parent)?.target;
    return name?.type === 'identifier' ? [name.text] : [node.text];
  });
  return [...new Set([...targets, ...texts])];
}
