import type { Node } from '@vscode/tree-sitter-wasm';
import { ancestors, isSame, nodesOfTypes, parts } from '../../syntax/tree';

/** What an assignment gives a value: a name of a function, or an attribute of the object. */
interface Target {
  readonly kind: 'name' | 'attribute';
  readonly name: string;
  /** The function in which a name has its value, or the whole definition for an attribute. */
  readonly scope: Node;
}

/** Statements that end an expression. */
const STATEMENT = /_statement$|_definition$|^block$|^module$/;

/** Follows the values of one definition of Python to what reads them. */
export class ReadValues {
  private readonly attributesSet: ReadonlySet<string>;

  constructor(private readonly definition: Node) {
    this.attributesSet = new Set(
      nodesOfTypes(definition, 'assignment').flatMap((assignment) => {
        const attribute = assignment.childForFieldName('left')?.childForFieldName('attribute');
        return attribute ? [attribute.text] : [];
      }),
    );
  }

  /** True if any mention of a parameter reaches more than attributes and names that nothing reads. */
  reads(parameter: string): boolean {
    return this.isAnyRead({ kind: 'name', name: parameter, scope: this.definition }, []);
  }

  private isAnyRead(target: Target, followed: readonly Target[]): boolean {
    return nodesOfTypes(target.scope, 'identifier').some(
      (each) => each.text === target.name && this.isRead(each, target, [...followed, target]),
    );
  }

  private isRead(mention: Node, { kind, name }: Target, followed: readonly Target[]): boolean {
    const { parent } = mention;
    if (!parent) {
      return true;
    }
    const isAttribute = isField(mention, parent, 'attribute');
    if (isAttribute ? isAssigned(parent) : isAssigned(mention) || isNameOnly(mention, parent)) {
      return false;
    }
    if (isAttribute && kind === 'name') {
      // An attribute of the same name may have its value from here, unless the code gives it one.
      return !this.attributesSet.has(name);
    }
    if (!isAttribute && kind === 'attribute') {
      return false;
    }
    const given = this.givenTo(mention);
    const isFollowed = followed.some((each) => each.kind === given?.kind && each.name === given.name);
    return !given || (!isFollowed && this.isAnyRead(given, followed));
  }

  /** What the value of an expression is kept in, if that is all that happens to it. */
  private givenTo(mention: Node): Target | null {
    const around = [...ancestors(mention)];
    const at = around.findIndex(({ type }) => type === 'assignment' || STATEMENT.test(type));
    const assignment = around[at];
    const within = around.slice(0, at);
    const left = assignment?.type === 'assignment' ? assignment.childForFieldName('left') : null;
    const isValue = isSame(within.at(-1) ?? mention, assignment?.childForFieldName('right'));
    // What the object's own methods or a condition do with it is not known.
    const isOneOfSeveral = assignment?.parent?.type === 'assignment';
    if (!left || !isValue || isOneOfSeveral || within.some(changesSomething)) {
      return null;
    }
    if (left.type === 'attribute' && left.childForFieldName('object')?.text === 'self') {
      return {
        kind: 'attribute',
        name: left.childForFieldName('attribute')?.text ?? '',
        scope: this.definition,
      };
    }
    const scope = around.find(({ type }) => type === 'function_definition');
    return left.type === 'identifier' && scope ? { kind: 'name', name: left.text, scope } : null;
  }
}

/** True for calls of the object's own methods, and for what runs later. */
function changesSomething(node: Node): boolean {
  const called = node.type === 'call' ? (node.childForFieldName('function')?.text ?? '') : '';
  return node.type === 'lambda' || node.type === 'named_expression' || /^(?:self|super\(\))\b/.test(called);
}

function isField(node: Node, parent: Node, field: string): boolean {
  return isSame(parent.childForFieldName(field), node);
}

/** True for the whole target of an assignment. */
function isAssigned(node: Node): boolean {
  const { parent } = node;
  return parent?.type === 'assignment' && isField(node, parent, 'left');
}

/** True for the name of a parameter or of an argument. */
function isNameOnly(mention: Node, parent: Node): boolean {
  const isTyped = parent.type === 'typed_parameter' && isSame(parts(parent)[0], mention);
  return (
    isField(mention, parent, 'name') ||
    parent.type === 'parameters' ||
    parent.type === 'lambda_parameters' ||
    (isTyped && parent.parent?.type === 'parameters')
  );
}
