import { ancestryOf, classAttribute } from '../run/language/classes';
import type { Interpreter } from '../run/language/interpreter';
import { NotUnderstood } from '../run/language/not-understood';
import type { Expression, FunctionDefinition, Parameter } from '../run/language/program';
import { Raised } from '../run/language/raised';
import { type ClassValue, FunctionValue } from '../run/language/values';
import { settingsInKeywords } from './settings-objects';
import { takesPredictionsAndTargets } from './tensor-pair';

const METHODS = ['forward', 'call', '__call__'];

/** Names that tell it among several methods that take predictions and targets, in a class without the usual ones. */
const RARE_METHODS = [
  'loss',
  'compute_loss',
  '_compute_loss',
  'get_loss',
  'calc_loss',
  'compute',
  'calculate',
];

/**
 * The method that computes the loss: of the program if it has one, else of the library's class. A class without the usual
 * ones may have a single one that takes predictions and targets.
 */
export function methodOf(ofClass: ClassValue): FunctionValue | undefined {
  const usual = METHODS.map((name) => classAttribute(ofClass, name));
  const others = [...ofClass.attributes.values()].filter(
    (method) => method instanceof FunctionValue && takesPredictionsAndTargets(takenBy(method)),
  );
  const named = RARE_METHODS.map((name) => others.find((method) => method === ofClass.attributes.get(name)));
  return [...usual, ...(others.length === 1 ? others : named)].find(
    (found) => found instanceof FunctionValue,
  );
}

/** The code of the methods of a class and of its bases. */
export function methodsOf(ofClass: ClassValue): FunctionDefinition[] {
  return ancestryOf(ofClass).flatMap(({ attributes }) =>
    [...attributes.values()].flatMap((method) => (method instanceof FunctionValue ? method.definition : [])),
  );
}

/** The parameters of a method without the object itself. */
export function takenBy(method: FunctionValue): Parameter[] {
  return parametersOf(method).slice(method.kind === 'static' ? 0 : 1);
}

/** The parameters of a function, with the settings among its keyword arguments. */
export function parametersOf({ definition }: FunctionValue): Parameter[] {
  return [
    ...definition.parameters.filter(({ kind }) => kind !== 'list' && kind !== 'mapping'),
    ...settingsInKeywords(definition),
  ];
}

/** The text that an expression in a function is, written there or by a name that the function sees; null for anything else. */
export function textsSeenFrom(
  { scope }: FunctionValue,
  interpreter: Interpreter,
): (expression: Expression) => string | null {
  return (expression) => {
    if (expression.type === 'constant') {
      return typeof expression.value === 'string' ? expression.value : null;
    }
    if (expression.type !== 'name') {
      return null;
    }
    try {
      const value = interpreter.evaluate(expression, scope);
      return typeof value === 'string' ? value : null;
    } catch (error) {
      if (error instanceof NotUnderstood || error instanceof Raised) {
        return null;
      }
      throw error;
    }
  };
}
