import type { Evaluator } from './evaluator';
import { NotUnderstood } from './not-understood';
import type { Expression } from './program';
import { type Names, UnknownValue, type Value } from './values';

/** What a decorator of an unknown library does to a definition that it is known to hand back. */
const HANDS_BACK =
  /regist|^(?:.*\.)?(?:force_fp32|auto_fp16|typechecked|beartype|jaxtyped|typed|(?:\w+_)?deprecated|add_start_docstrings)$/i;

/**
 * A function or class with its decorators applied, the nearest first.
 *
 * @param isClass true for a class: the decorators of classes that are not known keep lists of them
 */
export function decorated(
  defined: Value,
  decorators: readonly Expression[],
  isClass: boolean,
  scope: Names,
  evaluator: Evaluator,
): Value {
  return [...decorators].reverse().reduce((inner: Value, decorator) => {
    const isHandedBack = isClass || HANDS_BACK.test(pathOf(decorator));
    const wrapper = wrapperOf(decorator, isHandedBack, scope, evaluator);
    return isHandedBack && wrapper instanceof UnknownValue
      ? inner
      : evaluator.call(wrapper, { positional: [inner], keywords: new Map() }, decorator.place);
  }, defined);
}

/** The value of a decorator; a registry is mostly made in another file, so that its methods are not known. */
function wrapperOf(decorator: Expression, isHandedBack: boolean, scope: Names, evaluator: Evaluator): Value {
  try {
    return evaluator.evaluate(decorator, scope);
  } catch (error) {
    if (isHandedBack && error instanceof NotUnderstood && !isOfBudget(error)) {
      return new UnknownValue(pathOf(decorator));
    }
    throw error;
  }
}

function isOfBudget({ reason: { kind } }: NotUnderstood): boolean {
  return kind === 'steps' || kind === 'memory' || kind === 'depth';
}

/** The dotted path of a decorator without its arguments. */
function pathOf(expression: Expression): string {
  switch (expression.type) {
    case 'call':
      return pathOf(expression.callee);
    case 'attribute':
      return `${pathOf(expression.object)}.${expression.name}`;
    case 'name':
      return expression.name;
    default:
      return '';
  }
}
