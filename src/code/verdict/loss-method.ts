import { ancestryOf, classAttribute } from '../run/language/classes';
import { NotUnderstood } from '../run/language/not-understood';
import type { FunctionDefinition, Parameter, Place } from '../run/language/program';
import { forEachNode } from '../run/language/program-nodes';
import { type ClassValue, FunctionValue } from '../run/language/values';
import { FORWARD_METHODS } from '../syntax/forward-methods';
import { settingsInKeywords } from './settings-objects';
import { takesPredictionsAndTargets } from './tensor-pair';

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
  const usual = FORWARD_METHODS.map((name) => classAttribute(ofClass, name));
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

/** The parameters of a method without the object itself. @param ofClass the class of the object, whose methods it may hand arguments to */
export function takenBy(method: FunctionValue, ofClass?: ClassValue): Parameter[] {
  return ownParameters(method, ofClass).slice(method.kind === 'static' ? 0 : 1);
}

/**
 * The parameters of a function that have names of their own, the settings among its keyword arguments, and the parameters of the function
 * that it hands these arguments to, such as the one that a decorator wraps.
 *
 * @throws NotUnderstood if there are so many that trying each of them takes too long
 */
export function ownParameters(ofFunction: FunctionValue, ofClass?: ClassValue): Parameter[] {
  const { definition } = ofFunction;
  refuseTooMany(definition.parameters, definition.place);
  const own = [
    ...definition.parameters.filter(({ kind }) => kind !== 'list' && kind !== 'mapping'),
    ...settingsInKeywords(definition),
  ];
  const names = new Set(own.map(({ name }) => name));
  const handedOn = parametersHandedOnBy(ofFunction, ofClass).filter(({ name }) => !names.has(name));
  return [...own, ...handedOn.map((parameter): Parameter => ({ ...parameter, kind: 'keywordOnly' }))];
}

/** A loss is run with another value of each of its parameters. */
const MOST_PARAMETERS = 200;

/** @throws NotUnderstood if there are so many parameters that trying each of them takes too long */
export function refuseTooMany(parameters: readonly Parameter[], place: Place): void {
  if (parameters.length > MOST_PARAMETERS) {
    throw new NotUnderstood({ kind: 'steps' }, place);
  }
}

/** The parameters of the function around which a function is one, or of the method that one calls, but for those that are given by their place. */
function parametersHandedOnBy({ definition, scope }: FunctionValue, ofClass?: ClassValue): Parameter[] {
  const keywords = definition.parameters.find(({ kind }) => kind === 'mapping');
  const self = definition.parameters[0]?.name;
  let found: Parameter[] = [];
  forEachNode(keywords ? definition.body : [], (node) => {
    const isHandedOn =
      node.type === 'call' &&
      node.arguments.some(
        ({ kind, value }) => kind === 'mapping' && value.type === 'name' && value.name === keywords?.name,
      );
    if (!isHandedOn) {
      return;
    }
    const { callee } = node;
    const isOwnMethod =
      callee.type === 'attribute' && callee.object.type === 'name' && callee.object.name === self;
    const method = isOwnMethod && ofClass ? classAttribute(ofClass, callee.name) : undefined;
    const called = callee.type === 'name' ? scope.own(callee.name) : method;
    if (called instanceof FunctionValue) {
      const given = node.arguments.filter(({ kind }) => kind === 'positional').length;
      found = ownParameters(called).slice(given + (called === method && called.kind !== 'static' ? 1 : 0));
    }
  });
  return found;
}

/** True if a export function reads its parameter of this name; else a method's of the same name is the one that counts. */
export function reads({ body }: FunctionDefinition, name: string): boolean {
  let isRead = false;
  forEachNode(body, (node) => {
    isRead ||= node.type === 'name' && node.name === name;
  });
  return isRead;
}
