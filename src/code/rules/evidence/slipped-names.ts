import type { Node } from '@vscode/tree-sitter-wasm';
import { isOneSlip } from '../../losses/one-slip';
import { FUNCTION_TYPES } from '../../syntax/node-shapes';
import { nodesOfTypes } from '../../syntax/tree';
import type { LossSubject } from '../rule';

/** A name of which nothing is known, and the parameter that was meant. */
interface SlippedName {
  readonly word: Node;
  readonly meant: string;
}

/** The only use of a name in a file, if it is one slip of the keyboard away from a parameter of the loss. */
export function slippedNameOf(name: string, { file, code: { node } }: LossSubject): SlippedName | null {
  const isOnlyUse = file.text.split(new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`)).length === 2;
  const parameters = nodesOfTypes(node, ...FUNCTION_TYPES).flatMap(
    (each) => file.syntax.definition(each)?.parameters.map((parameter) => parameter.name ?? '') ?? [],
  );
  const meant = isOnlyUse ? parameters.find((parameter) => isOneSlip(name, parameter)) : undefined;
  const word = nodesOfTypes(node, 'identifier').find(({ text }) => text === name);
  return meant !== undefined && word ? { word, meant } : null;
}

/**
 * The slip at which the run of a script ends. Another script of the page may bind any name, so that an unknown name is no fault in
 * itself.
 */
export function slippedNameInScript(loss: LossSubject): SlippedName | null {
  const { notUnderstood } = loss.verdict;
  return loss.file.grammar !== 'python' && notUnderstood?.reason.kind === 'name'
    ? slippedNameOf(notUnderstood.reason.name, loss)
    : null;
}
