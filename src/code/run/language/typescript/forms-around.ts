import type { Node } from '@vscode/tree-sitter-wasm';
import { isSame, parts } from '../../../syntax/tree';
import { type FormsAround, isInInnerDefinition } from '../forms-around';
import { placeOf } from '../places';
import type { Parameter } from '../program';
import { ClassValue } from '../values';
import { namesBoundBy, namesOfTarget } from './module';
import { readDefinition, readExpressionOf, readTopStatement } from './reader';

const FUNCTIONS: ReadonlySet<string> = new Set([
  'function_declaration',
  'function_expression',
  'arrow_function',
  'method_definition',
  'generator_function_declaration',
  'generator_function',
]);
const CLASSES: ReadonlySet<string> = new Set(['class_declaration', 'abstract_class_declaration', 'class']);

/** The fields of nodes that give values to names and properties. */
const CHANGES: Readonly<Record<string, string>> = {
  variable_declarator: 'name',
  assignment_expression: 'left',
  augmented_assignment_expression: 'left',
  update_expression: 'argument',
  for_in_statement: 'left',
};

/** Functions and classes of TypeScript and JavaScript around a definition. */
export const SCRIPT_AROUND: FormsAround = {
  functions: FUNCTIONS,
  classes: CLASSES,
  transparent: new Set(['statement_block', 'try_statement', 'catch_clause', 'finally_clause']),
  choices: new Set(['if_statement', 'expression_statement']),
  namesBoundBy,
  read: readTopStatement,
  placeOf,
  bodyOf: (definition) => definition.childForFieldName('body'),
  parametersOf(definition) {
    const read = readDefinition(definition);
    return read.type === 'lambda' ? read.definition.parameters.flatMap(namedParameters) : [];
  },
  namesChangedIn: (statement) => targetsIn(statement).flatMap(namesOfTarget),
  objectOf: (definition) => (classOfMethod(definition) && !isStatic(definition) ? 'this' : undefined),
  constructorOf,
  fieldsOf(classNode) {
    const body = classNode.childForFieldName('body');
    const list = constructorOf(classNode)?.childForFieldName('parameters');
    return [...(body ? parts(body) : []), ...(list ? parts(list).filter(isProperty) : [])];
  },
  propertiesSetBy(statement) {
    if (FIELDS.has(statement.type)) {
      return statement.childForFieldName('value') && !isStatic(statement) ? [fieldName(statement)] : [];
    }
    if (PARAMETERS.has(statement.type)) {
      return [fieldName(statement)];
    }
    const [expression] = statement.type === 'expression_statement' ? parts(statement) : [];
    const left = expression?.type === 'assignment_expression' ? expression.childForFieldName('left') : null;
    const property = left ? propertyOf(left) : undefined;
    return property === undefined ? [] : [property];
  },
  propertiesChangedIn: (classNode) =>
    methodsOf(classNode)
      .flatMap(targetsIn)
      .flatMap((target) => propertyOf(target) ?? []),
  keptArguments: () => undefined,
  setProperty(statement, scope, evaluator) {
    if (!FIELDS.has(statement.type) && !PARAMETERS.has(statement.type)) {
      evaluator.execute(readTopStatement(statement), scope);
      return;
    }
    const name = fieldName(statement);
    const value = FIELDS.has(statement.type) ? statement.childForFieldName('value') : null;
    const made = value ? evaluator.evaluate(readExpressionOf(value), scope) : scope.find(name);
    const object = scope.find('this');
    if (object !== undefined && made !== undefined) {
      evaluator.setAttribute(object, name, made, placeOf(statement));
    }
  },
  classValue(classNode, scope, evaluator) {
    const value = evaluator.evaluate(readDefinition(classNode), scope);
    return value instanceof ClassValue ? value : undefined;
  },
};

const PARAMETERS: ReadonlySet<string> = new Set(['required_parameter', 'optional_parameter']);
const FIELDS: ReadonlySet<string> = new Set(['public_field_definition', 'field_definition']);

/** The class in whose body a function stands as a method. */
export function classOfMethod(definition: Node): Node | undefined {
  const body = definition.type === 'method_definition' ? definition.parent : null;
  return body?.type === 'class_body' ? (body.parent ?? undefined) : undefined;
}

export function isStatic(member: Node): boolean {
  return member.children.some((child) => child?.type === 'static');
}

function methodsOf(classNode: Node): Node[] {
  const body = classNode.childForFieldName('body');
  return body ? parts(body).filter(({ type }) => type === 'method_definition') : [];
}

function constructorOf(classNode: Node): Node | undefined {
  return methodsOf(classNode).find((method) => method.childForFieldName('name')?.text === 'constructor');
}

/** True for a parameter like that of `constructor(private alpha = 0.25)`, which gives the object a property. */
function isProperty(parameter: Node): boolean {
  return parameter.children.some(
    (child) => child?.type === 'accessibility_modifier' || child?.type === 'readonly',
  );
}

function fieldName(field: Node): string {
  const name = ['name', 'property', 'pattern'].map((part) => field.childForFieldName(part));
  return name.find((node) => node !== null)?.text ?? '';
}

/** A parameter, or those that the pattern of an object takes from it. */
function namedParameters(parameter: Parameter): Parameter[] {
  if (parameter.pattern?.type !== 'objectPattern') {
    return [parameter];
  }
  return parameter.pattern.properties.flatMap(({ target }): Parameter[] => {
    const [inner, value] = target.type === 'withDefault' ? [target.target, target.default] : [target, null];
    return inner.type === 'name'
      ? [{ name: inner.name, kind: 'usual', default: value, annotation: null, place: target.place }]
      : [];
  });
}

/** The names and properties that a statement gives values to, without those of functions within it. */
function targetsIn(statement: Node): Node[] {
  return statement.descendantsOfType(Object.keys(CHANGES)).flatMap((change) => {
    const target = change?.childForFieldName(CHANGES[change.type] ?? '');
    const isOfFunction = change && isInInnerFunction(change, statement);
    return target && !isOfFunction ? [target] : [];
  });
}

/** An arrow function of a method changes the same object. */
function isInInnerFunction(change: Node, statement: Node): boolean {
  return (
    !isSame(change, statement) &&
    isInInnerDefinition(change, statement, { functions: FUNCTIONS, classes: CLASSES })
  );
}

/** The `gamma` of `this.gamma`. */
function propertyOf(target: Node): string | undefined {
  const isOfObject =
    target.type === 'member_expression' && target.childForFieldName('object')?.text === 'this';
  return isOfObject ? target.childForFieldName('property')?.text : undefined;
}
