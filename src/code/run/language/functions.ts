import { raise } from './exceptions';
import { NotUnderstood } from './not-understood';
import type { FunctionDefinition, Place } from './program';
import { type CallArguments, type FunctionValue, MappingValue, TupleValue, type Value } from './values';

/**
 * The value of each parameter of a call, as Python binds them.
 *
 * @throws Raised a TypeError for missing, unknown or surplus arguments
 * @throws NotUnderstood if it needs a default that the evaluator does not know
 */
export function boundParameters(
  definition: FunctionDefinition,
  { defaults, unknownDefaults }: Pick<FunctionValue, 'defaults' | 'unknownDefaults'>,
  { positional, keywords, handsOn }: CallArguments,
  place: Place,
): Map<string, Value> {
  const { name, parameters } = definition;
  const values = new Map<string, Value>();
  const usual = parameters.filter(({ kind }) => kind === 'usual' || kind === 'positionalOnly');
  for (const [at, parameter] of usual.entries()) {
    const value = positional[at];
    if (value !== undefined) {
      values.set(parameter.name, value);
    }
  }
  const rest = positional.slice(usual.length);
  const list = parameters.find(({ kind }) => kind === 'list');
  if (list) {
    values.set(list.name, new TupleValue(rest));
  } else if (rest.length > 0) {
    raise(
      'TypeError',
      `${name}() takes ${usual.length} positional arguments but ${positional.length} were given`,
      place,
    );
  }
  const surplus = new MappingValue();
  const mapping = parameters.find(({ kind }) => kind === 'mapping');
  for (const [key, value] of keywords) {
    const parameter = parameters.find(
      (candidate) =>
        candidate.name === key && (candidate.kind === 'usual' || candidate.kind === 'keywordOnly'),
    );
    if (parameter && values.has(key)) {
      raise('TypeError', `${name}() got multiple values for argument '${key}'`, place);
    }
    if (parameter) {
      values.set(key, value);
    } else if (mapping) {
      surplus.entries.set(`s${key}`, { key, value });
    } else {
      raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`, place);
    }
  }
  if (mapping) {
    values.set(mapping.name, surplus);
  }
  for (const parameter of parameters) {
    if (!values.has(parameter.name)) {
      const value = defaults.get(parameter.name);
      const unknown = unknownDefaults.get(parameter.name);
      if (unknown) {
        throw unknown;
      }
      if (value === undefined && handsOn) {
        throw new NotUnderstood({ kind: 'parameter', name: parameter.name }, place);
      }
      if (value === undefined) {
        raise('TypeError', `${name}() missing a required argument: '${parameter.name}'`, place);
      }
      values.set(parameter.name, value);
    }
  }
  return values;
}
