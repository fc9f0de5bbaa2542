import type { Node } from '@vscode/tree-sitter-wasm';
import { CALL_TYPES, methodCalledBy, scopeOf } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { nodesOfTypes } from '../syntax/tree';

/** The layer that a model of Keras is given last: `model.add(layer)`, after its assignment and before its use. */
export function lastAdded(name: Node, value: Node): Node | undefined {
  return nodesOfTypes(scopeOf(value), ...CALL_TYPES)
    .flatMap((call) => {
      const method = methodCalledBy(call);
      const isAdd = method?.name === 'add' && method.object.text === name.text;
      const layer = isAdd ? call.childForFieldName('arguments')?.namedChild(0) : null;
      return layer && isBetween(layer, value, name) ? [layer] : [];
    })
    .at(-1);
}

/** Libraries of networks with a head of one of these names. */
const NETWORKS = /^(?:torchvision|timm|efficientnet_pytorch|pretrainedmodels)\./;
const HEAD = /^(?:_?fc|classifier|head|last_linear)(?:\[-1\])?$/;

/** The head that a network of a library is given in the place of its own: `model.fc = nn.Linear(512, 5)`. */
export function replacedHead(name: Node, value: Node, file: SourceFile): Node | undefined {
  const callee = value.childForFieldName('function');
  const path = callee ? file.syntax.path(callee) : undefined;
  if (value.type !== 'call' || !path || !NETWORKS.test(file.names.qualify(path))) {
    return undefined;
  }
  return nodesOfTypes(scopeOf(name), 'assignment')
    .flatMap((assignment) => {
      const [left, right] = [assignment.childForFieldName('left'), assignment.childForFieldName('right')];
      const isHead =
        left?.text.startsWith(`${name.text}.`) && HEAD.test(left.text.slice(name.text.length + 1));
      return isHead && right && isBetween(right, value, name) ? [right] : [];
    })
    .at(-1);
}

function isBetween({ startIndex }: Node, first: Node, last: Node): boolean {
  return first.startIndex < startIndex && startIndex < last.startIndex;
}
