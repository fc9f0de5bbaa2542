import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import type { Expression, Parameter, Place } from '../program';

/** The parameters of a `def` or `lambda`. */
export function readParameters(
  list: Node,
  readExpression: (node: Node) => Expression,
  placeOf: (node: Node) => Place,
): Parameter[] {
  const parameters: Parameter[] = [];
  let kind: Parameter['kind'] = 'usual';
  for (const node of parts(list)) {
    const place = placeOf(node);
    const annotation = node.childForFieldName('type')?.text ?? null;
    const value = node.childForFieldName('value');
    const inner = node.type === 'typed_parameter' ? (parts(node)[0] ?? node) : node;
    switch (inner.type) {
      case 'keyword_separator':
        kind = 'keywordOnly';
        break;
      case 'positional_separator':
        for (const [at, parameter] of parameters.entries()) {
          parameters[at] = { ...parameter, kind: 'positionalOnly' };
        }
        break;
      case 'list_splat_pattern':
        parameters.push({ name: inner.text.slice(1), kind: 'list', default: null, annotation, place });
        kind = 'keywordOnly';
        break;
      case 'dictionary_splat_pattern':
        parameters.push({ name: inner.text.slice(2), kind: 'mapping', default: null, annotation, place });
        break;
      default: {
        const name = node.childForFieldName('name')?.text ?? inner.text;
        parameters.push({ name, kind, default: value ? readExpression(value) : null, annotation, place });
      }
    }
  }
  return parameters;
}
