import type { Node } from '@vscode/tree-sitter-wasm';
import { FUNCTION_TYPES } from './node-shapes';
import { nodesOfTypes } from './tree';

/** The methods by which a network or a loss computes: that of PyTorch, that of Keras, and that of any object which is called. */
export const FORWARD_METHODS: readonly string[] = ['forward', 'call', '__call__'];

/** Those of TypeScript, which has no objects that are called, the likeliest first. */
export const SCRIPT_METHODS: readonly string[] = [
  'call',
  'apply',
  'forward',
  'compute',
  'computeLoss',
  'loss',
  'calculate',
  'evaluate',
];

/** True for the definition of such a method. */
export function isForwardMethod(definition: Node): boolean {
  return FORWARD_METHODS.includes(definition.childForFieldName('name')?.text ?? '');
}

/** The method of a class that computes its result; undefined where the class has none. */
export function forwardMethodOf(classNode: Node): Node | undefined {
  return nodesOfTypes(classNode, ...FUNCTION_TYPES).find(isForwardMethod);
}
