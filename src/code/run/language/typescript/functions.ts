import { classAttribute } from '../classes';
import type { Evaluator } from '../evaluator';
import { NotUnderstood } from '../not-understood';
import type { ClassDefinition, ClassMember, FunctionDefinition, Place } from '../program';
import { Scope } from '../scope';
import {
  BoundMethod,
  Builtin,
  type CallArguments,
  ClassValue,
  FunctionValue,
  Instance,
  ListValue,
  type Names,
  PropertyValue,
  SuperValue,
  UNDEFINED,
  UnknownValue,
  type Value,
} from '../values';
import { present, propertyKey } from './conversions';
import { throwError } from './errors';
import { FUNCTION_MARK, SUPER } from './marks';
import { declared } from './targets';

const NO_DEFAULTS: ReadonlyMap<string, Value> = new Map();

/** A function; its defaults are evaluated at each call. */
export function functionOf(
  definition: FunctionDefinition,
  scope: Names,
  ownerClass: ClassValue | null = null,
  kind: FunctionValue['kind'] = 'usual',
): FunctionValue {
  return new FunctionValue(definition, scope, NO_DEFAULTS, ownerClass, kind);
}

/** `callee(…)`, with the `this` that a bound method brings along. */
export function called(callee: Value, given: CallArguments, evaluator: Evaluator, place: Place): Value {
  if (callee instanceof Builtin) {
    return callee.run(given, evaluator, place);
  }
  if (callee instanceof FunctionValue) {
    return run(callee, UNDEFINED, given.positional, evaluator, place);
  }
  if (callee instanceof BoundMethod) {
    const { self, method } = callee;
    return method instanceof FunctionValue
      ? run(method, self, given.positional, evaluator, place)
      : method.run({ ...given, positional: [self, ...given.positional] }, evaluator, place);
  }
  if (callee instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'call', name: callee.what }, place);
  }
  if (callee instanceof ClassValue) {
    const conversion = callee.attributes.get('<call>');
    if (conversion instanceof Builtin) {
      return conversion.run(given, evaluator, place);
    }
    return callee.isOfProgram
      ? throwError('TypeError', `Class constructor ${callee.name} cannot be invoked without 'new'`, place)
      : constructed(callee, given.positional, evaluator, place);
  }
  return throwError('TypeError', 'the value is not a function', place);
}

function run(
  { definition, scope, ownerClass }: FunctionValue,
  self: Value,
  positional: readonly Value[],
  evaluator: Evaluator,
  place: Place,
): Value {
  if (definition.isGenerator) {
    throw new NotUnderstood({ kind: 'syntax', what: 'async, yield' }, place);
  }
  const own = new Scope(scope);
  own.bind(FUNCTION_MARK, true);
  if (!definition.isArrow) {
    own.bind('this', self);
    own.bind('arguments', new ListValue([...positional]));
  }
  if (ownerClass) {
    own.bind(SUPER, new SuperValue(self, ownerClass));
  }
  for (const [at, parameter] of definition.parameters.entries()) {
    const isRest = parameter.kind === 'list';
    let value: Value = isRest ? new ListValue(positional.slice(at)) : present(positional[at]);
    if (value === UNDEFINED && parameter.default) {
      value = evaluator.evaluate(parameter.default, own);
    }
    if (parameter.pattern) {
      declared('let', parameter.pattern, value, own, evaluator);
    } else {
      own.bind(parameter.name, value);
    }
  }
  const completion = evaluator.execute(definition.body, own);
  return completion !== null && typeof completion === 'object' ? completion.value : UNDEFINED;
}

/** The parts that a class of the program keeps beside its methods. */
interface ClassParts {
  readonly fields: readonly ClassMember[];
  readonly initialise: FunctionValue | null;
  readonly base: Value | null;
  readonly scope: Names;
}

const PARTS = new WeakMap<ClassValue, ClassParts>();

/** The class that a `class` makes. Methods and accessors are its attributes, and so is what is static. */
export function classOf(definition: ClassDefinition, scope: Names, evaluator: Evaluator): ClassValue {
  const [baseArgument] = definition.bases;
  const base = baseArgument ? evaluator.evaluate(baseArgument.value, scope) : null;
  const attributes = new Map<string, Value>();
  const made = new ClassValue(definition.name, base instanceof ClassValue ? [base] : [], attributes, true);
  const members = definition.members ?? [];
  let initialise: FunctionValue | null = null;
  for (const { kind, isStatic, key, value } of members) {
    const name = propertyKey(evaluator.evaluate(key, scope), evaluator, key.place);
    if (kind === 'field' || value?.type !== 'lambda') {
      if (isStatic) {
        attributes.set(name, value ? evaluator.evaluate(value, scope) : UNDEFINED);
      }
      continue;
    }
    const method = functionOf(value.definition, scope, made, isStatic ? 'static' : 'usual');
    if (kind === 'method' && name === 'constructor' && !isStatic) {
      initialise = method;
    } else {
      attributes.set(name, kind === 'method' ? method : accessor(kind, method, attributes.get(name)));
    }
  }
  const fields = members.filter(({ kind, isStatic }) => kind === 'field' && !isStatic);
  PARTS.set(made, { fields, initialise, base, scope });
  return made;
}

/** A property with this getter or setter and the other one that it may have already. */
export function accessor(
  kind: 'getter' | 'setter',
  method: FunctionValue,
  known: Value | undefined,
): PropertyValue {
  const before = known instanceof PropertyValue ? known : null;
  return kind === 'getter'
    ? new PropertyValue(method, before?.setter ?? null)
    : new PropertyValue(before?.getter ?? NOTHING, method);
}

/** The getter of a property that can only be set. */
const NOTHING = new Builtin('get', () => UNDEFINED);

/** `new callee(…)`. */
export function constructed(
  callee: Value,
  positional: readonly Value[],
  evaluator: Evaluator,
  place: Place,
): Value {
  if (callee instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'call', name: callee.what }, place);
  }
  if (!(callee instanceof ClassValue)) {
    if (callee instanceof FunctionValue || callee instanceof Builtin) {
      throw new NotUnderstood({ kind: 'operation', what: 'new' }, place);
    }
    return throwError('TypeError', 'the value is not a constructor', place);
  }
  const make = callee.attributes.get('__new__');
  if (make instanceof Builtin) {
    return make.run({ positional, keywords: new Map() }, evaluator, place);
  }
  const instance = new Instance(callee);
  initialised(instance, callee, positional, evaluator, place);
  return instance;
}

/** Runs the constructor of a class, or hands the arguments on to that of its base. */
function initialised(
  instance: Instance,
  ofClass: ClassValue,
  positional: readonly Value[],
  evaluator: Evaluator,
  place: Place,
): void {
  const known = PARTS.get(ofClass);
  if (!known) {
    const initialise = classAttribute(ofClass, '__init__');
    if (!(initialise instanceof Builtin)) {
      throw new NotUnderstood({ kind: 'call', name: ofClass.name }, place);
    }
    initialise.run({ positional: [instance, ...positional], keywords: new Map() }, evaluator, place);
    return;
  }
  const { initialise, base } = known;
  if (base === null) {
    fill(instance, ofClass, evaluator);
  } else if (!initialise) {
    superInitialised(new SuperValue(instance, ofClass), positional, evaluator, place);
  }
  if (initialise) {
    evaluator.call(new BoundMethod(instance, initialise), { positional, keywords: new Map() }, place);
  }
}

/** `super(…)`: the constructor of the base, and then the fields of the class itself. */
export function superInitialised(
  { self, after }: SuperValue,
  positional: readonly Value[],
  evaluator: Evaluator,
  place: Place,
): void {
  const base = PARTS.get(after)?.base ?? null;
  if (base instanceof UnknownValue) {
    throw new NotUnderstood({ kind: 'import', name: base.what }, place);
  }
  if (!(self instanceof Instance) || !(base instanceof ClassValue)) {
    throwError('SyntaxError', "'super' keyword unexpected here", place);
  }
  initialised(self, base, positional, evaluator, place);
  fill(self, after, evaluator);
}

/** Gives an object the fields that its class declares. */
function fill(instance: Instance, ofClass: ClassValue, evaluator: Evaluator): void {
  const known = PARTS.get(ofClass);
  if (!known) {
    return;
  }
  const scope = new Scope(known.scope);
  scope.bind('this', instance);
  for (const { key, value } of known.fields) {
    const name = propertyKey(evaluator.evaluate(key, scope), evaluator, key.place);
    instance.attributes.set(name, value ? evaluator.evaluate(value, scope) : UNDEFINED);
  }
}

/** The constructor of a class of the program, its own or that of a base; null without one. */
export function constructorOf(ofClass: ClassValue): FunctionValue | null {
  for (let current: ClassValue | undefined = ofClass; current; current = current.bases[0]) {
    const initialise = PARTS.get(current)?.initialise;
    if (initialise) {
      return initialise;
    }
  }
  return null;
}
