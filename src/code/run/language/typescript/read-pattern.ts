import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { placeOf } from '../places';
import type { Expression } from '../program';
import { keyOfNode } from './read-keys';
import { notReadable, type Reading } from './reading';

/** A target as data: a name, a property, or a pattern that takes an object or array apart. */
export function readTarget(node: Node, reading: Reading): Expression {
  const place = placeOf(node);
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
      return { place, type: 'name', name: node.text };
    case 'object_pattern':
      return readObjectPattern(node, reading);
    case 'array_pattern':
      return { place, type: 'arrayPattern', items: itemsOf(node, reading) };
    case 'assignment_pattern':
    case 'object_assignment_pattern':
      return {
        place,
        type: 'withDefault',
        target: reading.target(node.childForFieldName('left'), node),
        default: reading.expression(node.childForFieldName('right'), node),
      };
    case 'rest_pattern':
      return { place, type: 'spread', value: reading.target(parts(node)[0] ?? null, node) };
    case 'non_null_expression':
    case 'parenthesized_expression':
    case 'as_expression':
      return reading.target(parts(node)[0] ?? null, node);
    case 'member_expression':
    case 'subscript_expression':
      return reading.expression(node, node);
    default:
      return notReadable(node, node.type);
  }
}

function readObjectPattern(node: Node, reading: Reading): Expression {
  const properties: { key: Expression; target: Expression }[] = [];
  let rest: Expression | null = null;
  for (const part of parts(node)) {
    if (part.type === 'rest_pattern') {
      rest = reading.target(parts(part)[0] ?? null, part);
      continue;
    }
    const isPair = part.type === 'pair_pattern';
    const name = part.type === 'object_assignment_pattern' ? part.childForFieldName('left') : part;
    const key = isPair ? part.childForFieldName('key') : name;
    properties.push({
      key: key ? keyOfNode(key, reading) : notReadable(part),
      target: reading.target(isPair ? part.childForFieldName('value') : part, part),
    });
  }
  return { place: placeOf(node), type: 'objectPattern', properties, rest };
}

/** A hole is null. */
function itemsOf(node: Node, reading: Reading): (Expression | null)[] {
  const items: (Expression | null)[] = [];
  let isFilled = false;
  for (const child of node.children) {
    if (child?.type === ',') {
      if (!isFilled) {
        items.push(null);
      }
      isFilled = false;
    } else if (child?.isNamed && child.type !== 'comment') {
      items.push(reading.target(child, node));
      isFilled = true;
    }
  }
  return items;
}
