import { hasUnknownBase, refuseUnknownBase, unknownClass } from './attributes';
import { boundTo, classAttribute, isSubclass } from './classes';
import { countRead } from './elements-read';
import { ENUM, memberOf } from './enumerations';
import type { Evaluator } from './evaluator';
import { EXCEPTIONS, raise } from './exceptions';
import { SUPER_OF_METHOD } from './expressions';
import { boundParameters } from './functions';
import { DTypeValue } from './library-values';
import { NotUnderstood } from './not-understood';
import { isForeign } from './places';
import type { Place } from './program';
import { typeName } from './python/keys';
import { Scope } from './scope';
import { keepGiven } from './set-aside';
import {
  ArrayValue,
  BoundMethod,
  Builtin,
  type CallArguments,
  ClassValue,
  FunctionValue,
  Instance,
  SuperValue,
  TupleValue,
  UnknownValue,
  type Value,
} from './values';

/** `callee(…)`. */
export function called(callee: Value, given: CallArguments, evaluator: Evaluator, place: Place): Value {
  if (callee instanceof Builtin) {
    countRead(given.positional, evaluator, place);
    return callee.run(given, evaluator, place);
  }
  if (callee instanceof FunctionValue) {
    return calledFunction(callee, given, evaluator, place);
  }
  if (callee instanceof BoundMethod) {
    const positional = [callee.self, ...given.positional];
    return called(callee.method, { ...given, positional }, evaluator, place);
  }
  if (callee instanceof ClassValue) {
    return constructed(callee, given, evaluator, place);
  }
  if (callee instanceof Instance) {
    const method = classAttribute(callee.ofClass, '__call__') ?? forwardOf(callee, place);
    return method === undefined
      ? raise('TypeError', `'${callee.ofClass.name}' object is not callable`, place)
      : called(boundTo(callee, method), given, evaluator, place);
  }
  if (callee instanceof UnknownValue) {
    const result = resultOf(callee, given);
    if (result) {
      return result;
    }
    throw new NotUnderstood(
      callee.kind === 'parameter' ? callee.reason : { kind: 'call', name: callee.what },
      place,
    );
  }
  if (callee instanceof DTypeValue) {
    const conversion = evaluator.library(`${callee.framework}.<conversion>`);
    if (conversion !== undefined) {
      return called(
        conversion,
        { positional: [...given.positional, callee], keywords: given.keywords },
        evaluator,
        place,
      );
    }
  }
  return raise('TypeError', `'${typeName(callee)}' object is not callable`, place);
}

/** An unknown base of a class with `forward` calls it, as the modules of every framework do. */
function forwardOf({ ofClass }: Instance, place: Place): Value | undefined {
  const forward = hasUnknownBase(ofClass) ? classAttribute(ofClass, 'forward') : undefined;
  if (forward === undefined) {
    refuseUnknownBase(ofClass, place);
  }
  return forward;
}

/** The object in which a loss is returned beside what is logged: of a class by its name, which is given the loss by that name. */
function resultOf({ what, kind }: UnknownValue, { positional, keywords }: CallArguments): Instance | null {
  const name = what.split('.').at(-1) ?? '';
  const isResult = kind === 'import' && /^[A-Z]/.test(name) && positional.length === 0;
  return isResult && keywords.get('loss') instanceof ArrayValue
    ? new Instance(unknownClass(what), new Map(keywords))
    : null;
}

function calledFunction(
  called: FunctionValue,
  given: CallArguments,
  evaluator: Evaluator,
  place: Place,
): Value {
  const run = (): Value => completed(called, given, evaluator, place);
  const isForeignCall = isForeign(called.definition.place) && called.definition.place.file !== place.file;
  return isForeignCall ? evaluator.atForeignCall(place, run) : run();
}

function completed(called: FunctionValue, given: CallArguments, evaluator: Evaluator, place: Place): Value {
  const { definition, scope, ownerClass } = called;
  if (definition.isGenerator) {
    throw new NotUnderstood({ kind: 'syntax', what: 'yield' }, place);
  }
  const own = new Scope(scope, false, null, definition.localNames);
  const bound = boundParameters(definition, called, given, place);
  for (const [name, value] of bound) {
    own.bind(name, value);
  }
  const [self] = given.positional;
  if (evaluator.setsAside) {
    keepGiven(definition, self, bound);
  }
  if (ownerClass && self !== undefined) {
    own.bind(SUPER_OF_METHOD, new SuperValue(self, ownerClass));
  }
  const completion = evaluator.execute(definition.body, own);
  return completion !== null && typeof completion === 'object' ? completion.value : null;
}

function constructed(ofClass: ClassValue, given: CallArguments, evaluator: Evaluator, place: Place): Value {
  const make = classAttribute(ofClass, '__new__');
  if (make instanceof Builtin) {
    return called(make, given, evaluator, place);
  }
  if (isSubclass(ofClass, ENUM)) {
    return memberOf(ofClass, given, evaluator, place);
  }
  const instance = new Instance(ofClass);
  const base = EXCEPTIONS.get('BaseException');
  if (base && isSubclass(ofClass, base)) {
    instance.attributes.set('args', new TupleValue(given.positional));
  }
  const initialise = evaluator.attributeIfAny(instance, '__init__', place);
  if (initialise !== undefined) {
    called(initialise, given, evaluator, place);
  } else if (!(base && isSubclass(ofClass, base)) && given.positional.length + given.keywords.size > 0) {
    raise('TypeError', `${ofClass.name}() takes no arguments`, place);
  }
  return instance;
}
