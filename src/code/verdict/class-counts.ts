import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Expression, FunctionDefinition } from '../run/language/program';
import { forEachNode, type ProgramNode } from '../run/language/program-nodes';
import { Raised } from '../run/language/raised';
import { ArrayValue, FunctionValue, ListValue, TupleValue, type Value } from '../run/language/values';
import { kindOfParameter } from './parameters';
import { CLASSES } from './probes';
import { columnsIn, sizesIn } from './uses-of-parameter';

/** More classes than this take too long. */
const MOST_CLASSES = 128;
/** More functions than this are not read. */
const MOST_FUNCTIONS = 20;
/** More numbers than this are no sign of a number of classes. */
const MOST_CANDIDATES = 3;

/**
 * The numbers of classes that functions name beside those of the probes: as a constant by its name, as the columns of one-hot rows, as a size,
 * or as the length of a list of numbers. The functions that they call by their names are read too.
 *
 * @param definitions the functions of a loss
 * @param seenFrom one of them, by whose names the others are read too
 */
export function classCountsIn(
  definitions: readonly FunctionDefinition[],
  seenFrom: FunctionValue,
  interpreter: Interpreter,
): number[] {
  const found = new Set<number>();
  const held = valuesHeldIn(definitions);
  const add = (expression: Expression, isNumber: boolean, from: FunctionValue): void => {
    const isHeld = expression.type === 'attribute' && expression.object.type === 'name';
    const written = isHeld ? (held.get(expression.name) ?? expression) : expression;
    const value = valueSeenFrom(from, written, interpreter);
    const count = typeof value !== 'bigint' || isNumber ? countIn(value) : null;
    if (count !== null && count > 2 && count !== CLASSES && count <= MOST_CLASSES) {
      found.add(count);
    }
  };
  for (const [definition, from] of withCalled(definitions, seenFrom)) {
    for (const { default: value } of definition.parameters) {
      if (value?.type === 'sequence') {
        add(value, false, from);
      }
    }
    forEachNode(definition.body, (node) => {
      for (const expression of countsAt(node)) {
        // A number that the code only names may be anything.
        add(expression, expression !== node || (node.type === 'name' && isCount(node.name)), from);
      }
    });
  }
  return [...found].slice(0, MOST_CANDIDATES);
}

/** Functions with those around them by whose names they are read, and the functions of the file that they call. */
function withCalled(
  definitions: readonly FunctionDefinition[],
  seenFrom: FunctionValue,
): ReadonlyMap<FunctionDefinition, FunctionValue> {
  const found = new Map(definitions.map((definition) => [definition, seenFrom]));
  // A map also gives what it is given while it is gone through.
  for (const [{ body }, { scope }] of found) {
    forEachNode(body, (node) => {
      const callee = node.type === 'call' ? node.callee : null;
      const called = callee?.type === 'name' ? scope.find(callee.name) : undefined;
      if (called instanceof FunctionValue && !found.has(called.definition) && found.size < MOST_FUNCTIONS) {
        found.set(called.definition, called);
      }
    });
  }
  return found;
}

/** What functions assign to the properties of objects: for one of their parameters, its default. */
function valuesHeldIn(definitions: readonly FunctionDefinition[]): ReadonlyMap<string, Expression> {
  const held = new Map<string, Expression>();
  for (const { body, parameters } of definitions) {
    const defaults = new Map(parameters.map(({ name, default: value }) => [name, value]));
    forEachNode(body, (node) => {
      const [target] = node.type === 'assign' ? node.targets : [];
      if (node.type === 'assign' && target?.type === 'attribute') {
        const { value } = node;
        held.set(target.name, (value.type === 'name' ? defaults.get(value.name) : null) ?? value);
      }
    });
  }
  return held;
}

/** The expressions at a node that may be a number of classes or have one item each. */
function countsAt(node: ProgramNode): readonly Expression[] {
  switch (node.type) {
    case 'name':
      return [node];
    case 'sequence':
      return node.items.some(isFraction) ? [node] : [];
    case 'assign': {
      const isNamed = node.targets.some((target) => target.type === 'attribute' && isCount(target.name));
      return isNamed ? [node.value] : [];
    }
    case 'call': {
      const { callee } = node;
      const called = callee.type === 'attribute' || callee.type === 'name' ? callee.name : '';
      const values = node.arguments.map(({ value }) => value);
      const named = node.arguments.filter(({ name }) => name !== null && isCount(name));
      return [...columnsIn(called, values), ...sizesIn(called, values), ...named.map(({ value }) => value)];
    }
    default:
      return [];
  }
}

function isFraction(item: Expression): boolean {
  return item.type === 'constant' && typeof item.value === 'number';
}

function isCount(name: string): boolean {
  return name === 'depth' || kindOfParameter({ name }) === 'classCount';
}

/** The value of an expression in a function; null where it depends on a run. */
function valueSeenFrom({ scope }: FunctionValue, expression: Expression, interpreter: Interpreter): Value {
  try {
    const isUnbound = expression.type === 'name' && scope.find(expression.name) === undefined;
    return isUnbound ? null : interpreter.evaluate(expression, scope);
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof Raised) {
      return null;
    }
    throw error;
  }
}

function countIn(value: Value): number | null {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (value instanceof ArrayValue) {
    return value.tensor.shape.length === 1 ? value.size : null;
  }
  const items = value instanceof ListValue || value instanceof TupleValue ? value.items : [];
  return items.length > 1 && items.every((item) => typeof item === 'number' || typeof item === 'bigint')
    ? items.length
    : null;
}
