import type { TensorFailure } from '../../tensor/failure';
import { isSubclass } from '../classes';
import type { Place } from '../program';
import { Raised } from '../raised';
import { Builtin, ClassValue, Instance, UNDEFINED, type Value } from '../values';

export type ErrorName = 'Error' | 'TypeError' | 'RangeError' | 'ReferenceError' | 'SyntaxError';

/** The attribute that keeps what `throw` threw where it is no error, such as a text. */
const THROWN = '<thrown>';

const initialise = new Builtin('Error', ({ positional: [self, message] }, machine, place) => {
  if (self instanceof Instance) {
    const text = message === undefined || message === UNDEFINED ? '' : machine.text(message, place);
    self.attributes.set('message', text);
    self.attributes.set('name', self.ofClass.name);
  }
  return UNDEFINED;
});

const ERROR = new ClassValue('Error', [], new Map<string, Value>([['__init__', initialise]]), false);

export const ERRORS: Readonly<Record<ErrorName, ClassValue>> = {
  Error: ERROR,
  TypeError: new ClassValue('TypeError', [ERROR], new Map(), false),
  RangeError: new ClassValue('RangeError', [ERROR], new Map(), false),
  ReferenceError: new ClassValue('ReferenceError', [ERROR], new Map(), false),
  SyntaxError: new ClassValue('SyntaxError', [ERROR], new Map(), false),
};

/** Throws an error of JavaScript in the program. */
export function throwError(name: ErrorName, message: string, place: Place): never {
  throw errorOf(name, message, place);
}

function errorOf(name: ErrorName, message: string, place: Place): Raised {
  const error = new Instance(ERRORS[name]);
  error.attributes.set('message', message);
  error.attributes.set('name', name);
  return new Raised(error, message, place);
}

/** Returns the exception that `throw value` throws. */
export function thrown(value: Value, text: string, place: Place): Raised {
  if (value instanceof Instance && isSubclass(value.ofClass, ERROR)) {
    const message = value.attributes.get('message');
    return new Raised(value, typeof message === 'string' ? message : text, place);
  }
  const carrier = new Instance(ERROR);
  carrier.attributes.set(THROWN, value);
  return new Raised(carrier, text, place);
}

/** Returns the value that `catch` binds. Exceptions that the evaluator's own functions raise become errors of JavaScript. */
export function caught({ exception, message, place }: Raised): Value {
  if (isSubclass(exception.ofClass, ERROR)) {
    return exception.attributes.get(THROWN) ?? exception;
  }
  const name = Object.hasOwn(ERRORS, exception.ofClass.name) ? exception.ofClass.name : 'Error';
  return errorOf(name as ErrorName, message, place).exception;
}

/** TensorFlow.js throws a plain error for whatever it refuses. */
export function errorOfFailure({ refusal }: TensorFailure, place: Place): Raised {
  return errorOf('Error', refusal.kind === 'other' ? refusal.message : refusal.kind, place);
}
