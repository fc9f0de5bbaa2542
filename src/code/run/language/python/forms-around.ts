import type { Node } from '@vscode/tree-sitter-wasm';
import { parts } from '../../../syntax/tree';
import { type FormsAround, isInInnerDefinition } from '../forms-around';
import { placeOf } from '../places';
import { Scope } from '../scope';
import { ClassValue } from '../values';
import { namesBoundBy } from './module';
import { readExpression } from './read-expression';
import { readParameters } from './read-parameters';
import { readStatement } from './read-statement';

const FUNCTIONS: ReadonlySet<string> = new Set(['function_definition', 'lambda']);
const CLASSES: ReadonlySet<string> = new Set(['class_definition']);

/** The fields of nodes that give values to names. */
const CHANGES: Readonly<Record<string, string>> = {
  assignment: 'left',
  augmented_assignment: 'left',
  for_statement: 'left',
  named_expression: 'name',
};

/** Functions and classes of Python around a definition. */
export const PYTHON_AROUND: FormsAround = {
  functions: FUNCTIONS,
  classes: CLASSES,
  transparent: new Set([
    'with_statement',
    'try_statement',
    'block',
    'else_clause',
    'except_clause',
    'finally_clause',
  ]),
  choices: new Set(['if_statement', 'expression_statement']),
  namesBoundBy,
  read: (statement) => readStatement(statement),
  placeOf,
  bodyOf: (definition) => definition.childForFieldName('body'),
  parametersOf(definition) {
    const list = definition.childForFieldName('parameters');
    return list ? readParameters(list, readExpression, placeOf) : [];
  },
  namesChangedIn: (statement) =>
    targetsIn(statement).flatMap((target) => (target.type === 'identifier' ? [target.text] : [])),
  objectOf,
  constructorOf: (classNode) => methodsOf(classNode).find((method) => nameOf(method) === '__init__'),
  fieldsOf: () => [],
  propertiesSetBy(statement) {
    const [expression] = statement.type === 'expression_statement' ? parts(statement) : [];
    const left = expression?.type === 'assignment' ? expression.childForFieldName('left') : null;
    const properties = left ? leavesOf(left).flatMap((target) => propertyOf(target) ?? []) : [];
    const buffer = expression && bufferOf(expression);
    return properties.length === 0 && buffer !== undefined ? [buffer] : properties;
  },
  propertiesChangedIn: (classNode) =>
    methodsOf(classNode)
      .flatMap(targetsIn)
      .flatMap((target) => propertyOf(target) ?? []),
  keptArguments: (initialiser) =>
    /\bself\.save_hyperparameters\(/.test(initialiser.text) ? 'hparams' : undefined,
  setProperty(statement, scope, evaluator) {
    evaluator.execute(readStatement(statement), scope);
  },
  classValue(classNode, scope, evaluator) {
    const own = new Scope(scope);
    evaluator.execute(readStatement(statementOf(classNode)), own);
    const value = own.own(nameOf(classNode));
    return value instanceof ClassValue ? value : undefined;
  },
};

/** A definition with its decorators. */
export function statementOf(definition: Node): Node {
  const { parent } = definition;
  return parent?.type === 'decorated_definition' ? parent : definition;
}

/** The class in whose body a function stands. */
export function classOfMethod(definition: Node): Node | undefined {
  const block = statementOf(definition).parent;
  return block?.parent && CLASSES.has(block.parent.type) ? block.parent : undefined;
}

function objectOf(definition: Node): string | undefined {
  const isStatic = parts(statementOf(definition)).some(
    ({ type, text }) => type === 'decorator' && /\b(staticmethod|classmethod)\b/.test(text),
  );
  const list = definition.childForFieldName('parameters');
  const [first] = list ? parts(list) : [];
  return !isStatic && classOfMethod(definition) && first?.type === 'identifier' ? first.text : undefined;
}

function methodsOf(classNode: Node): Node[] {
  const body = classNode.childForFieldName('body');
  return (body ? parts(body) : []).flatMap((member) => {
    const method = member.type === 'decorated_definition' ? member.childForFieldName('definition') : member;
    return method?.type === 'function_definition' ? [method] : [];
  });
}

function nameOf(definition: Node): string {
  return definition.childForFieldName('name')?.text ?? '';
}

/** The names, attributes and places that a statement gives values to, without those of functions within it. */
function targetsIn(statement: Node): Node[] {
  return statement.descendantsOfType([...Object.keys(CHANGES), 'as_pattern_target']).flatMap((change) => {
    if (!change || isInInnerDefinition(change, statement, { functions: FUNCTIONS, classes: CLASSES })) {
      return [];
    }
    const target = change.childForFieldName(CHANGES[change.type] ?? '') ?? change.firstNamedChild;
    return target ? leavesOf(target) : [];
  });
}

function leavesOf(target: Node): Node[] {
  return /pattern|list|tuple|parenthesized/.test(target.type) ? parts(target).flatMap(leavesOf) : [target];
}

/** The `gamma` of `self.gamma`. */
function propertyOf(target: Node): string | undefined {
  const isOfObject = target.type === 'attribute' && target.childForFieldName('object')?.text === 'self';
  return isOfObject ? target.childForFieldName('attribute')?.text : undefined;
}

/** The `alpha` of `self.register_buffer('alpha', …)`. */
function bufferOf(expression: Node): string | undefined {
  return /^self\.register_(?:buffer|parameter)\(\s*(?:name\s*=\s*)?['"](\w+)['"]/.exec(expression.text)?.[1];
}
