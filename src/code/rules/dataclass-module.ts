import type { Node } from '@vscode/tree-sitter-wasm';
import { constructedAfterFields } from '../fixes/building/dataclasses';
import type { Rule } from './rule';

/** The constructor of a module is that of a dataclass, which does not call that of its base. */
export const dataclassModule: Rule<'dataclass-module'> = {
  id: 'dataclass-module',
  severity: 'error',
  leadsTo: ['super-init-missing'],
  inLoss: ({ code: { node }, file }) => {
    const decorator = file.grammar === 'python' ? dataclassDecorator(node) : undefined;
    const bases = node.childForFieldName('superclasses')?.namedChildren ?? [];
    const isModule = bases.some((base) => /^(?:\w+\.)*Module$/.test(base?.text ?? ''));
    return decorator && isModule && !constructsBase(node)
      ? [{ facts: {}, at: { start: decorator.startIndex, end: decorator.endIndex } }]
      : [];
  },
  fixInLoss: (loss) =>
    constructedAfterFields(loss).map((edits) => ({
      title: 'call-super-after-fields' as const,
      edits,
      changes: {},
    })),
};

function dataclassDecorator({ parent }: Node): Node | undefined {
  const decorators = parent?.type === 'decorated_definition' ? parent.namedChildren : [];
  return decorators.find((each): each is Node => /^@(?:\w+\.)?dataclass\b/.test(each?.text ?? ''));
}

/** True if the class has a constructor of its own, or calls that of its base after the one of the dataclass. */
function constructsBase(node: Node): boolean {
  return node.descendantsOfType('function_definition').some((each) => {
    const name = each?.childForFieldName('name')?.text ?? '';
    return (
      /^__(?:init|new)__$/.test(name) ||
      (name === '__post_init__' && /\b__init__\s*\(/.test(each?.text ?? ''))
    );
  });
}
