import type { Expression, Parameter, Statement } from '../run/language/program';
import { plainObject } from '../run/language/typescript/objects';
import { type FunctionValue, UNDEFINED, type Value } from '../run/language/values';
import { kindOfParameter, type Settings } from './parameters';

/** A parameter of a function of JavaScript: a value of its own, or an object with settings. */
export interface ScriptParameter {
  readonly parameter: Parameter;
  /** The settings in the object that it takes; null for a value of its own. */
  readonly properties: readonly Parameter[] | null;
}

/** The parameters of a function, with what it reads from those that are objects. */
export function scriptParameters({ definition }: FunctionValue): ScriptParameter[] {
  return definition.parameters
    .filter(({ kind }) => kind === 'usual')
    .map((parameter) => ({ parameter, properties: propertiesOf(parameter, definition.body) }));
}

function propertiesOf(parameter: Parameter, body: readonly Statement[]): Parameter[] | null {
  if (parameter.pattern) {
    return propertiesOfPattern(parameter.pattern);
  }
  const isObject =
    parameter.default?.type === 'object' ||
    (parameter.default === null && kindOfParameter(parameter) === 'other') ||
    (parameter.default?.type === 'name' && parameter.default.name === 'undefined');
  const read = isObject ? readProperties(parameter, body) : [];
  return read.length > 0 ? read : null;
}

function propertiesOfPattern(pattern: Expression): Parameter[] {
  if (pattern.type !== 'objectPattern') {
    return [];
  }
  return pattern.properties.flatMap(({ key, target }) =>
    key.type === 'constant' && typeof key.value === 'string'
      ? [property(key.value, target.type === 'withDefault' ? target.default : null, key)]
      : [],
  );
}

function property(name: string, value: Expression | null, { place }: Expression): Parameter {
  return { name, kind: 'usual', default: value, annotation: null, place };
}

/**
 * Returns the properties that the body takes from an object: `const { alpha = 0.25 } = options`, `options.alpha ?? 0.25`,
 * `options.gamma`. An object without a default whose methods are called, as in `labels.mul(p)`, is mostly a tensor.
 */
function readProperties({ name, default: given }: Parameter, body: readonly Statement[]): Parameter[] {
  const found = new Map<string, Parameter>();
  const defaults = given?.type === 'object' ? given.members : [];
  const add = (own: Parameter): void => {
    const known = found.get(own.name);
    if (!known?.default) {
      const member = defaults.find(({ key }) => key?.type === 'constant' && key.value === own.name);
      found.set(own.name, own.default || !member ? own : { ...own, default: member.value });
    }
  };
  let hasMethods = false;
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      part.forEach(visit);
      return;
    }
    if (typeof part !== 'object' || part === null) {
      return;
    }
    const node = part as Expression & Record<string, unknown>;
    if (isPatternOf(node, name)) {
      propertiesOfPattern(node.target).forEach(add);
    }
    if (node.type === 'logical' && node.operator !== 'and' && isPropertyOf(node.left, name)) {
      add(property(node.left.name, node.right, node));
    }
    if (isPropertyOf(node, name)) {
      add(property(node.name, null, node));
    }
    hasMethods ||= node.type === 'call' && isPropertyOf(node.callee, name);
    for (const [key, value] of Object.entries(node)) {
      if (key !== 'place') {
        visit(value);
      }
    }
  };
  visit(body);
  return hasMethods && given === null ? [] : [...found.values()];
}

function isPropertyOf(node: Expression, name: string): node is Expression & { type: 'attribute' } {
  return node.type === 'attribute' && node.object.type === 'name' && node.object.name === name;
}

/** A declaration's `{ … } = name`. */
function isPatternOf(
  node: Record<string, unknown>,
  name: string,
): node is Record<string, unknown> & { readonly target: Expression } {
  const value = node.value as Partial<Expression & { name: string }> | null | undefined;
  const target = node.target as Partial<Expression> | undefined;
  return target?.type === 'objectPattern' && value?.type === 'name' && value.name === name;
}

/** The settings among parameters, in the order in which they stand. */
export function settingsOf(parameters: readonly ScriptParameter[]): Parameter[] {
  return parameters.flatMap(({ parameter, properties }) => properties ?? [parameter]);
}

/** The arguments that give the parameters these values; what is not named is left to its default. */
export function argumentsFor(parameters: readonly ScriptParameter[], given: Settings): Value[] {
  return parameters.map(({ parameter, properties }) => {
    if (!properties) {
      return given.get(parameter.name) ?? (given.has(parameter.name) ? null : UNDEFINED);
    }
    const own = properties.filter(({ name }) => given.has(name));
    return own.length === 0 && parameter.default
      ? UNDEFINED
      : plainObject(own.map(({ name }) => [name, given.get(name) ?? null] as const));
  });
}
