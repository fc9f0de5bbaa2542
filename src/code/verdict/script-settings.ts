import type { Interpreter } from '../run/language/interpreter';
import type { Expression, ObjectMember, Parameter, Statement } from '../run/language/program';
import { plainObject } from '../run/language/typescript/objects';
import { type FunctionValue, Instance, UNDEFINED, type Value } from '../run/language/values';
import { refuseTooMany } from './loss-method';
import { kindOfParameter, type Settings } from './parameters';

/** A parameter of a function of JavaScript: a value of its own, or an object with settings. */
export interface ScriptParameter {
  readonly parameter: Parameter;
  /** The settings in the object that it takes; null for a value of its own. */
  readonly properties: readonly Parameter[] | null;
  /** What its default may name. */
  readonly scope: FunctionValue['scope'];
}

/**
 * The parameters of a function, with what it reads from those that are objects.
 *
 * @throws NotUnderstood if there are so many that trying each of them takes too long
 */
export function scriptParameters({ definition, scope }: FunctionValue): ScriptParameter[] {
  refuseTooMany(definition.parameters, definition.place);
  return definition.parameters
    .filter(({ kind }) => kind === 'usual')
    .map((parameter) => ({ parameter, properties: propertiesOf(parameter, definition.body), scope }));
}

function propertiesOf(parameter: Parameter, body: readonly Statement[]): Parameter[] | null {
  if (parameter.pattern) {
    return propertiesOfPattern(parameter.pattern, membersOf(parameter.default));
  }
  const isObject =
    parameter.default?.type === 'object' ||
    parameter.default?.type === 'name' ||
    (parameter.default === null && kindOfParameter(parameter) === 'other');
  const read = isObject ? readProperties(parameter, body) : [];
  return read.length > 0 ? read : null;
}

/** The members of the object that a parameter is by default, which may have a name. */
function membersOf(value: Expression | null): readonly ObjectMember[] {
  switch (value?.type) {
    case 'object':
      return value.members;
    case 'name':
      return value.name === 'undefined' ? [] : [{ kind: 'spread', key: null, value }];
    default:
      return [];
  }
}

/** The properties that a pattern takes from an object with these members by default. */
function propertiesOfPattern(pattern: Expression, defaults: readonly ObjectMember[]): Parameter[] {
  if (pattern.type !== 'objectPattern') {
    return [];
  }
  return pattern.properties.flatMap(({ key, target }) => {
    if (key.type !== 'constant' || typeof key.value !== 'string') {
      return [];
    }
    const own = target.type === 'withDefault' ? target.default : null;
    return [property(key.value, own ?? defaultAmong(defaults, key.value), key)];
  });
}

function property(name: string, value: Expression | null, { place }: Expression): Parameter {
  return { name, kind: 'keywordOnly', default: value, annotation: null, place };
}

/**
 * Returns the properties that the body takes from an object: `const { alpha = 0.25 } = options`, `options.alpha ?? 0.25`,
 * `options.gamma`, and the same of an object into which it is spread: `{ ...DEFAULTS, ...options }`. An object
 * that is none by default and whose methods are called, as in `labels.mul(p)`, is mostly a tensor.
 */
function readProperties({ name, default: given }: Parameter, body: readonly Statement[]): Parameter[] {
  const found = new Map<string, Parameter>();
  const holders = new Map([[name, membersOf(given)]]);
  const add = (own: Parameter): void => {
    if (!found.get(own.name)?.default) {
      found.set(own.name, own);
    }
  };
  let isArray = false;
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    if (typeof part !== 'object' || part === null) {
      return;
    }
    const node = part as Expression & Record<string, unknown>;
    const { target, value } = declarationIn(node);
    const before = value && membersBefore(value, name);
    if (before && target?.type === 'name') {
      holders.set(target.name, before);
    }
    const taken = before ?? (value?.type === 'name' ? holders.get(value.name) : undefined);
    if (taken && target?.type === 'objectPattern') {
      for (const own of propertiesOfPattern(target, taken)) {
        add(own);
      }
    }
    const [left, right] =
      node.type === 'logical' && node.operator !== 'and' ? [node.left, node.right] : [node, null];
    const defaults =
      left.type === 'attribute' && left.object.type === 'name' ? holders.get(left.object.name) : undefined;
    if (left.type === 'attribute' && defaults) {
      add(property(left.name, right ?? defaultAmong(defaults, left.name), node));
    }
    const asked =
      node.type === 'attribute' && (node.name === 'length' || node.name === 'shape') ? node : null;
    const called = node.type === 'call' ? node.callee : asked;
    isArray ||= called !== null && isPropertyOf(called, name);
    for (const [key, inner] of Object.entries(node)) {
      if (key !== 'place') {
        visit(inner);
      }
    }
  };
  visit(body);
  return isArray && given?.type !== 'object' ? [] : [...found.values()];
}

function isPropertyOf(node: Expression, name: string): boolean {
  return node.type === 'attribute' && node.object.type === 'name' && node.object.name === name;
}

/** The members of an object before those of a name that is spread last in it; undefined for any other expression. */
function membersBefore(value: Expression, name: string): readonly ObjectMember[] | undefined {
  const members = value.type === 'object' ? value.members : [];
  const last = members.at(-1);
  const isSpread = last?.key === null && last.value.type === 'name' && last.value.name === name;
  return isSpread ? members.slice(0, -1) : undefined;
}

/** The value of a property in an object of these members, which may be spread from a named one. */
function defaultAmong(members: readonly ObjectMember[], name: string): Expression | null {
  const last = members.findLast(({ key }) => key === null || (key.type === 'constant' && key.value === name));
  const { value } = last ?? {};
  return !value ? null : last?.key ? value : { type: 'attribute', object: value, name, place: value.place };
}

/** What a declaration declares and its value; nothing for any other part of a program. */
function declarationIn(node: Record<string, unknown>): {
  readonly target?: Expression;
  readonly value?: Expression;
} {
  const { target, value } = node as {
    readonly target?: Expression | null;
    readonly value?: Expression | null;
  };
  return target && value ? { target, value } : {};
}

/** The settings among parameters, in the order in which they stand. */
export function settingsOf(parameters: readonly ScriptParameter[]): Parameter[] {
  return parameters.flatMap(({ parameter, properties }) => properties ?? [parameter]);
}

/** The parameters as a call gives them: the settings of an object by their names, behind the object that holds them. */
export function givenByCall(parameters: readonly ScriptParameter[]): Parameter[] {
  return parameters.flatMap(({ parameter, properties }): Parameter[] =>
    properties ? [{ ...parameter, kind: 'mapping' }, ...properties] : [parameter],
  );
}

/** The arguments that give the parameters these values; what is not named is left to its default. */
export function argumentsFor(
  parameters: readonly ScriptParameter[],
  given: Settings,
  interpreter: Interpreter,
): Value[] {
  return parameters.map(({ parameter, properties, scope }) => {
    if (!properties) {
      return given.get(parameter.name) ?? (given.has(parameter.name) ? null : UNDEFINED);
    }
    const own = properties.filter(({ name }) => given.has(name));
    if (own.length === 0 && parameter.default) {
      return UNDEFINED;
    }
    const byDefault = parameter.default ? interpreter.evaluate(parameter.default, scope) : null;
    return plainObject([
      ...(byDefault instanceof Instance ? byDefault.attributes : []),
      ...own.map(({ name }) => [name, given.get(name) ?? null] as const),
    ]);
  });
}
