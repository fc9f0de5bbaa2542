import type { Place } from './program';
import { Raised } from './raised';
import { ClassValue, Instance, TupleValue, type Value } from './values';

/** Python's exceptions, each after the class that it derives from. */
const HIERARCHY = {
  BaseException: null,
  Exception: 'BaseException',
  ArithmeticError: 'Exception',
  AssertionError: 'Exception',
  AttributeError: 'Exception',
  ImportError: 'Exception',
  ModuleNotFoundError: 'ImportError',
  LookupError: 'Exception',
  IndexError: 'LookupError',
  KeyError: 'LookupError',
  NameError: 'Exception',
  UnboundLocalError: 'NameError',
  OverflowError: 'ArithmeticError',
  ZeroDivisionError: 'ArithmeticError',
  RuntimeError: 'Exception',
  NotImplementedError: 'RuntimeError',
  RecursionError: 'RuntimeError',
  StopIteration: 'Exception',
  TypeError: 'Exception',
  ValueError: 'Exception',
  Warning: 'Exception',
  UserWarning: 'Warning',
  DeprecationWarning: 'Warning',
  FutureWarning: 'Warning',
  RuntimeWarning: 'Warning',
} as const;

export type ExceptionName = keyof typeof HIERARCHY;

export const EXCEPTIONS: ReadonlyMap<string, ClassValue> = makeClasses();

function makeClasses(): Map<string, ClassValue> {
  const classes = new Map<string, ClassValue>();
  for (const [name, base] of Object.entries(HIERARCHY)) {
    const parent = base === null ? undefined : classes.get(base);
    classes.set(name, new ClassValue(name, parent ? [parent] : [], new Map(), false));
  }
  return classes;
}

/** Raises a built-in exception of the program. */
export function raise(name: ExceptionName, message: string, place: Place): never {
  const ofClass = EXCEPTIONS.get(name);
  if (!ofClass) {
    throw new Error(`${name} is no exception of Python.`);
  }
  throw raisedOf(ofClass, [message], message, place);
}

export function raisedOf(
  ofClass: ClassValue,
  given: readonly Value[],
  message: string,
  place: Place,
): Raised {
  const exception = new Instance(ofClass);
  exception.attributes.set('args', new TupleValue(given));
  return new Raised(exception, message, place);
}
