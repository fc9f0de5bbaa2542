import type { Node } from '@vscode/tree-sitter-wasm';
import type { CalledLoss } from '../losses/called-losses';
import { type FormsAround, Surroundings } from '../run/language/forms-around';
import type { Interpreter } from '../run/language/interpreter';
import { namesAround } from '../run/language/names-around';
import { NotUnderstood } from '../run/language/not-understood';
import { isForeign, placeOf } from '../run/language/places';
import type { Expression, Parameter, Place } from '../run/language/program';
import type { Scope } from '../run/language/scope';
import {
  BoundMethod,
  ClassValue,
  FunctionValue,
  ListValue,
  TupleValue,
  UnknownValue,
  type Value,
} from '../run/language/values';
import type { CallableLoss, LossSource } from './callable-loss';
import { kindOfParameter, type Settings } from './parameters';

/** The way in which a language writes calls and what they call. */
export interface CallForms {
  readonly around: FormsAround;
  readonly read: (expression: Node) => Expression;
  /** The ways in which a loss may take a batch, the likeliest first. */
  readonly losses: (source: LossSource, interpreter: Interpreter, place: Place) => CallableLoss[];
}

/**
 * The loss that a call calls or makes, with the values of the call as its defaults.
 *
 * @returns the ways in which it may take a batch, the likeliest first
 * @throws NotUnderstood if a value of the call is not known, such as an argument of a command line
 */
export function calledLosses(
  loss: CalledLoss,
  module: Scope,
  interpreter: Interpreter,
  language: CallForms,
): CallableLoss[] {
  const { call } = loss;
  const place = placeOf(call.node);
  const surroundings = new Surroundings(new Map(), interpreter, language.around);
  const scope = namesAround(call.node, module, surroundings);
  const callee = calleeOf(loss, scope, interpreter, language);
  return language.losses({ around: [], make: () => callee }, interpreter, place).map((callable) => {
    const given = argumentsOf(loss, callable, language, place);
    if (given.size === 0 && isOfThisFile(callee)) {
      // The verdict on the definition says the same.
      throw new NotUnderstood({ kind: 'call', name: call.callee }, place);
    }
    const valuesNow = (): Settings =>
      new Map(
        [...given].map(([{ name }, value]) => [name, known(interpreter.evaluate(value, scope), place)]),
      );
    const values = valuesNow();
    const [around] = surroundings.asked;
    if (around) {
      // The callers of the function around it decide.
      throw new NotUnderstood({ kind: 'parameter', name: around.name }, place);
    }
    return {
      ...callable,
      settings: callable.settings.map((setting) => {
        const value = values.get(setting.name);
        const written = given.get(setting);
        return written && value !== undefined ? { ...setting, default: constantOf(value, written) } : setting;
      }),
      make: (probed) => callable.make(new Map([...valuesNow(), ...probed])),
    };
  });
}

function calleeOf(
  { call, callee }: CalledLoss,
  scope: Scope,
  interpreter: Interpreter,
  { read }: CallForms,
): Value {
  const place = placeOf(call.node);
  if (callee) {
    return known(interpreter.evaluate(read(callee), scope), place);
  }
  const own = scope.find(call.callee);
  if (own !== undefined) {
    return known(own, place);
  }
  for (const path of call.convention?.callables ?? []) {
    const value = interpreter.library(path);
    if (value !== undefined) {
      return value;
    }
  }
  throw new NotUnderstood({ kind: 'name', name: call.callee }, place);
}

function isOfThisFile(callee: Value): boolean {
  if (callee instanceof BoundMethod) {
    return isOfThisFile(callee.method);
  }
  if (callee instanceof ClassValue) {
    return callee.isOfProgram && [...callee.attributes.values()].some(isOfThisFile);
  }
  return callee instanceof FunctionValue && !isForeign(callee.definition.place);
}

function known(value: Value, place: Place): Value {
  if (value instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'name', name: value.what }, place);
  }
  return value;
}

/** The settings that a call gives, with their expressions; predictions and targets are those of the probes. */
function argumentsOf(
  { kind, call }: CalledLoss,
  { settings, parameters }: CallableLoss,
  { read }: CallForms,
  place: Place,
): ReadonlyMap<Parameter, Expression> {
  const given = new Map<Parameter, Expression>();
  const positional = parameters.filter((parameter) => parameter.kind !== 'keywordOnly');
  let at = 0;
  for (const slot of call.slots) {
    if (kind === 'configuration' && slot.name === 'type') {
      continue;
    }
    const parameter =
      slot.name === undefined ? positional[at++] : parameters.find(({ name }) => name === slot.name);
    // An object that holds the arguments of a script under another name.
    const isMapping = parameter?.kind === 'mapping';
    if (!parameter || isMapping || !slot.value) {
      throw new NotUnderstood({ kind: 'argument', name: slot.name ?? '', of: call.callee }, place);
    }
    if (settings.includes(parameter) && kindOfParameter(parameter) !== 'normaliser') {
      given.set(parameter, read(slot.value));
    }
  }
  return given;
}

/** A value as code would write it out; what is no constant stays as it was written. */
function constantOf(value: Value, written: Expression): Expression {
  const { place } = written;
  if (value instanceof ListValue || value instanceof TupleValue) {
    const items = value.items.map((item) => constantOf(item, written));
    return { place, type: 'sequence', form: 'list', items };
  }
  return value === null || typeof value !== 'object' ? { place, type: 'constant', value } : written;
}
