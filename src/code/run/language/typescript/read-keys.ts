import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import type { Expression } from '../program';
import type { Reading } from './reading';

/** The key of a property as an expression: `name`, `'name'`, `0` or `[computed]`. */
export function keyOfNode(node: Node, reading: Reading): Expression {
  if (node.type === 'computed_property_name') {
    return reading.expression(parts(node)[0] ?? null, node);
  }
  return node.type === 'string' || node.type === 'number'
    ? reading.expression(node, node)
    : { place: placeOf(node), type: 'constant', value: node.text };
}
