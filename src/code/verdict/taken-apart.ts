import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { forEachNode } from '../run/language/program-nodes';
import { keyOf } from '../run/language/python/keys';
import { ListValue, MappingValue, TupleValue, type Value } from '../run/language/values';

/** The names of the parts that a function takes of a parameter, in their order in a tuple, by their keys, or each of a list. */
interface Parts {
  readonly form: 'tuple' | 'mapping' | 'list';
  readonly names: readonly string[];
}

/** The parameters of a function with the parts of those that it takes apart in their place. */
export interface WithParts {
  readonly parameters: readonly Parameter[];
  /** The arguments of the function: tuples and dictionaries that hold the parts. */
  readonly gathered: (given: ReadonlyMap<string, Value>) => ReadonlyMap<string, Value>;
}

/**
 * Replaces the tensors that a function takes apart by the parts: `boxes, classes = predictions`, `predictions[1]` with a name, `outputs['logits']`.
 * The name of a part is that of the parameter and its own: `outputs/logits`.
 *
 * @returns null if the function takes none apart
 */
export function takenApart(
  parameters: readonly Parameter[],
  tensors: readonly Parameter[],
  definition: FunctionDefinition,
): WithParts | null {
  return withParts(parameters, tensors, (name) => partsOf(name, definition));
}

/**
 * Replaces the tensors over which a function iterates by the items of lists with one tensor each: the levels of a pyramid, or the outputs of a
 * stack.
 *
 * @returns null if the function iterates over none
 */
export function inLists(
  parameters: readonly Parameter[],
  tensors: readonly Parameter[],
  definition: FunctionDefinition,
): WithParts | null {
  const iterated = namesIterated(definition);
  return withParts(parameters, tensors, (name) =>
    iterated.has(name) ? { form: 'list', names: ['item'] } : null,
  );
}

function withParts(
  parameters: readonly Parameter[],
  tensors: readonly Parameter[],
  partsIn: (name: string) => Parts | null,
): WithParts | null {
  const parts = new Map(
    tensors.flatMap((parameter): [Parameter, Parts][] => {
      const found = partsIn(parameter.name);
      return found ? [[parameter, found]] : [];
    }),
  );
  if (parts.size === 0) {
    return null;
  }
  return {
    parameters: parameters.flatMap((parameter) => {
      const { names } = parts.get(parameter) ?? {};
      return names?.map((name) => ({ ...parameter, name: `${parameter.name}/${name}` })) ?? [parameter];
    }),
    gathered: (given) =>
      new Map([
        ...[...given].filter(([name]) => !name.includes('/')),
        ...[...parts].map(([{ name }, { form, names }]): [string, Value] => {
          const values = names.map((part) => given.get(`${name}/${part}`) ?? null);
          return [name, whole(form, names, values)];
        }),
      ]),
  };
}

function whole(form: Parts['form'], names: readonly string[], values: readonly Value[]): Value {
  switch (form) {
    case 'tuple':
      return new TupleValue(values);
    case 'list':
      return new ListValue([...values]);
    case 'mapping':
      return mappingOf(names, values);
  }
}

function mappingOf(names: readonly string[], values: readonly Value[]): MappingValue {
  const mapping = new MappingValue();
  for (const [at, key] of names.entries()) {
    mapping.entries.set(keyOf(key, { line: 0, start: 0, end: 0 }), { key, value: values[at] ?? null });
  }
  return mapping;
}

/** The first way in which a function takes a parameter apart; null for none, and where a part has no name. */
function partsOf(parameter: string, definition: FunctionDefinition): Parts | null {
  const keys = new Set<string>();
  const byIndex = new Map<number, string>();
  let unpacked: readonly string[] | null = null;
  const isParameter = (expression: Expression): boolean =>
    expression.type === 'name' && expression.name === parameter;
  forEachNode(definition.body, (node) => {
    if (node.type === 'assign') {
      const [target] = node.targets;
      const { value } = node;
      if (target?.type === 'sequence' && isParameter(value)) {
        unpacked ??= namesOf(target.items);
      }
      if (target?.type === 'name' && value.type === 'subscript' && isParameter(value.object)) {
        const { index } = value;
        if (index.type === 'constant' && typeof index.value === 'bigint') {
          byIndex.set(Number(index.value), target.name);
        }
      }
    }
    if (node.type === 'subscript' && isParameter(node.object)) {
      const { index } = node;
      if (index.type === 'constant' && typeof index.value === 'string') {
        keys.add(index.value);
      }
    }
  });
  if (unpacked) {
    return { form: 'tuple', names: unpacked };
  }
  if (keys.size > 0) {
    return { form: 'mapping', names: [...keys] };
  }
  const names = Array.from({ length: byIndex.size }, (_, at) => byIndex.get(at));
  const areAll = names.length > 1 && names.every((name) => name !== undefined);
  return areAll ? { form: 'tuple', names: names.filter((name) => name !== undefined) } : null;
}

/** The names of targets; null unless each is a name of its own. */
function namesOf(items: readonly Expression[]): readonly string[] | null {
  const names = items.flatMap((item) => (item.type === 'name' ? [item.name] : []));
  return new Set(names).size === items.length ? names : null;
}

/** The names that a function iterates over, by themselves, in `zip` and in `enumerate`, or by `range(len(…))`. */
function namesIterated(definition: FunctionDefinition): ReadonlySet<string> {
  const names = new Set<string>();
  const take = (expression: Expression): void => {
    if (expression.type === 'name') {
      names.add(expression.name);
    }
    if (
      expression.type === 'call' &&
      expression.callee.type === 'name' &&
      WRAPPERS.has(expression.callee.name)
    ) {
      for (const { value } of expression.arguments) {
        take(value);
      }
    }
  };
  forEachNode(definition.body, (node) => {
    if (node.type === 'for') {
      take(node.items);
    }
    if (node.type === 'comprehension') {
      for (const clause of node.clauses) {
        if (clause.type === 'for') {
          take(clause.items);
        }
      }
    }
  });
  return names;
}

/** Functions that iterate over what they are given. */
const WRAPPERS = new Set('zip enumerate reversed range len'.split(' '));
