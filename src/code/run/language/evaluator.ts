import type { ClassDefinition, Expression, FunctionDefinition, Place, Statement } from './program';
import type { ClassValue, FunctionValue, Machine, Names, Value } from './values';

/** The parts of the evaluator as they call one another. */
export interface Evaluator extends Machine {
  evaluate(expression: Expression, scope: Names): Value;
  /** Runs statements until one of them leaves the block. */
  execute(statements: readonly Statement[], scope: Names): Completion;
  /** Gives a value to a name, attribute, place in a sequence, or several of them. */
  assign(target: Expression, value: Value, scope: Names): void;
  subscript(object: Value, index: Value, place: Place): Value;
  setSubscript(object: Value, index: Value, value: Value, place: Place): void;
  defineFunction(definition: FunctionDefinition, scope: Names, ownerClass: ClassValue | null): FunctionValue;
  defineClass(definition: ClassDefinition, scope: Names): Value;
  /** Runs code of a library or of another file: what happens in it has the place of its call. */
  atForeignCall<Result>(place: Place, run: () => Result): Result;
  /** The value of an import: a module, or a name of it. */
  load(module: string, name: string | null, place: Place): Value;
  /** A name of a module that is imported as a whole (`from module import *`); undefined if it lacks it. */
  openModule(module: string, name: string, place: Place): Value | undefined;
}

/** The way in which a block ended: null at its end. */
export type Completion = null | 'break' | 'continue' | { readonly value: Value };
