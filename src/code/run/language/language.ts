import type { TensorFailure } from '../tensor/failure';
import type { Completion, Evaluator } from './evaluator';
import type { ClassDefinition, Expression, Place, Statement } from './program';
import type { Raised } from './raised';
import type { CallArguments, Machine, Names, Value } from './values';

/** The meaning of a program's forms in one language. Everything may throw Raised and NotUnderstood. */
export interface Language {
  evaluate(expression: Expression, scope: Names, evaluator: Evaluator): Value;
  /** Runs statements until one of them leaves the block. */
  execute(statements: readonly Statement[], scope: Names, evaluator: Evaluator): Completion;
  assign(target: Expression, value: Value, scope: Names, evaluator: Evaluator): void;
  call(callee: Value, given: CallArguments, evaluator: Evaluator, place: Place): Value;
  defineClass(definition: ClassDefinition, scope: Names, evaluator: Evaluator): Value;
  /** The attribute; undefined if the object has none and that is an error. */
  attribute(object: Value, name: string, evaluator: Evaluator, place: Place): Value | undefined;
  setAttribute(object: Value, name: string, value: Value, evaluator: Evaluator, place: Place): void;
  subscript(object: Value, index: Value, evaluator: Evaluator, place: Place): Value;
  setSubscript(object: Value, index: Value, value: Value, evaluator: Evaluator, place: Place): void;
  truth(value: Value, machine: Machine, place: Place): boolean;
  items(value: Value, machine: Machine, place: Place): readonly Value[];
  equals(one: Value, other: Value, machine: Machine, place: Place): boolean;
  text(value: Value, machine: Machine, place: Place): string;
  /** The exception for what a tensor operation refuses. */
  refusal(failure: TensorFailure, place: Place): Raised;
}
