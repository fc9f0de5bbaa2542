import { Interpreter } from '../../../../src/code/run/language/interpreter';
import { Raised } from '../../../../src/code/run/language/raised';
import { TYPESCRIPT } from '../../../../src/code/run/language/typescript/language';
import { moduleScope } from '../../../../src/code/run/language/typescript/module';
import { isNumberValue, plainNumber } from '../../../../src/code/run/language/typescript/numbers';
import {
  ArrayValue,
  Instance,
  ListValue,
  MappingValue,
  SetValue,
  UndefinedValue,
  type Value,
} from '../../../../src/code/run/language/values';
import { sourceOf } from '../parse';

const PLACE = { line: 0, start: 0, end: 0 };

export function newInterpreter(): Interpreter {
  return new Interpreter({ steps: 1_000_000, elements: 10_000_000, depth: 60 }, TYPESCRIPT);
}

/** A function of a text of JavaScript in the evaluator. */
export async function evaluatedFunction(
  text: string,
  name: string,
  interpreter: Interpreter,
): Promise<Value> {
  const { root } = await sourceOf(text, 'tsx');
  const found = moduleScope(root, interpreter).find(name);
  if (found === undefined) {
    throw new Error(`${name} is not in the text`);
  }
  return found;
}

export function call(callee: Value, positional: readonly Value[], interpreter: Interpreter): Value {
  return interpreter.call(callee, { positional, keywords: new Map() }, PLACE);
}

/** The result of a function, or the text of the exception that it throws. */
export function outcomeOf<Result>(run: () => Result): Result | { readonly thrown: string } {
  try {
    return run();
  } catch (error) {
    if (error instanceof Raised || !(error instanceof Error && error.name === 'NotUnderstood')) {
      return { thrown: error instanceof Error ? error.message : String(error) };
    }
    throw error;
  }
}

/** A value of the evaluator as one of JavaScript. */
export function plainValue(value: Value): unknown {
  if (isNumberValue(value)) {
    return plainNumber(value);
  }
  if (value instanceof UndefinedValue) {
    return undefined;
  }
  if (value instanceof ListValue) {
    return value.items.map(plainValue);
  }
  if (value instanceof SetValue) {
    return new Set([...value.items.values()].map(plainValue));
  }
  if (value instanceof MappingValue) {
    return new Map(
      [...value.entries.values()].map(({ key, value: held }) => [plainValue(key), plainValue(held)]),
    );
  }
  if (value instanceof Instance) {
    return Object.fromEntries([...value.attributes].map(([name, held]) => [name, plainValue(held)]));
  }
  return value instanceof ArrayValue ? value.tensor : value;
}
