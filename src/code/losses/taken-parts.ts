import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceFile } from '../syntax/source-file';
import { isSame, nodesOfTypes } from '../syntax/tree';
import { kindOfParameter } from '../verdict/parameters';
import { isOfTensors } from './tensor-calls';

/**
 * Predictions or targets that code takes from what holds or makes them: `outputs.logits`, `batch["labels"]`, `inputs.get("labels")`, the
 * `model(x)` of `torch.sigmoid(model(x))`.
 */
export interface TakenPart {
  readonly node: Node;
  /** The names on the way to it, joined by dots. */
  readonly name: string;
}

const TYPES = ['attribute', 'subscript', 'call'];
/** Methods that take an entry of a dictionary. */
const TAKING: ReadonlySet<string> = new Set(['get', 'pop']);

/** The predictions and targets that code takes from what holds them, in their order. */
export function takenPartsIn(code: Node, file: SourceFile): TakenPart[] {
  let end = -1;
  return nodesOfTypes(code, ...TYPES).flatMap((node) => {
    const name = node.startIndex >= end ? nameOfPart(node, file) : undefined;
    if (name === undefined) {
      return [];
    }
    end = node.endIndex;
    return { node, name };
  });
}

/** True for predictions or targets that are taken from what holds them. */
export function isTakenPart(node: Node, file: SourceFile): boolean {
  return nameOfPart(node, file) !== undefined;
}

function nameOfPart(node: Node, file: SourceFile): string | undefined {
  return nameOfEntry(node, file) ?? nameOfOutputs(node, file);
}

function nameOfEntry(node: Node, file: SourceFile): string | undefined {
  const path = node.type === 'call' ? pathOfEntry(node, file) : file.syntax.path(node);
  const isChanged = isSame(node.parent?.childForFieldName('left'), node);
  const isCallee = isSame(node.parent?.childForFieldName('function'), node);
  if (!path || path.length < 2 || isChanged || isCallee) {
    return undefined;
  }
  const last = path.at(-1) ?? '';
  const kind = kindOfParameter({ name: last });
  // `x.T`; the labels of a graph are `data.y`.
  const isPart = (kind === 'predictions' || kind === 'targets') && (last.length > 1 || last === 'y');
  const isOfHolder = path[0] !== 'self' && !file.names.has(path[0] ?? '');
  return isPart && isOfHolder ? path.join('.') : undefined;
}

/** The names on the way to the entry that `inputs.pop("labels")` takes. */
function pathOfEntry(call: Node, file: SourceFile): readonly string[] | undefined {
  const callee = call.childForFieldName('function');
  const object = callee?.type === 'attribute' ? callee.childForFieldName('object') : null;
  const start = object && file.syntax.path(object);
  const [key] = file.syntax.call(call)?.slots ?? [];
  const name = key?.value && key.name === undefined ? file.syntax.stringContent(key.value) : undefined;
  const isTaking = TAKING.has(callee?.childForFieldName('attribute')?.text ?? '');
  return isTaking && start && name !== undefined ? [...start, name] : undefined;
}

/** Matches the name of a function that makes probabilities of logits, or bounds them. */
const SQUASHING = /(?:^|\.)(?:sigmoid|log_?sigmoid|softmax|log_softmax|expit|clamp|clip|clip_by_value)$/;

/** A name for the outputs of a network that are squashed where they are made. */
function nameOfOutputs(node: Node, file: SourceFile): string | undefined {
  const { parent } = node;
  const isArgument = parent?.type === 'argument_list' && isSame(parent.firstNamedChild, node);
  const around = isArgument ? parent.parent?.childForFieldName('function') : parent;
  const isSquashed = around?.type === 'attribute' && SQUASHING.test(file.textOf(around));
  const callee = node.type === 'call' && isSquashed ? node.childForFieldName('function') : null;
  const path = callee && file.syntax.path(callee);
  const isOfNetwork = path && !file.names.has(path[0] ?? '') && !isOfTensors(node, file);
  return isOfNetwork ? `${path.join('.')}().logits` : undefined;
}
