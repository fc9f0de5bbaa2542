import type { Evaluator } from './evaluator';
import { NotUnderstood } from './not-understood';
import type { Expression } from './program';
import { ClassValue, FunctionValue, type Names, type Value } from './values';

/** Last parts of the names of decorators that hand back the definition, or a function of the same values, whichever library has them. */
const HANDS_BACK_NAMES = [
  // Lists of definitions, and parts of an interface.
  /\w*_?export|dispatch_for_\w+|add_dispatch_support|add_start_docstrings/,
  // Compilers, and what is kept from them.
  /compile|n?jit|script_if_tracing|disable|do_not_\w+/,
  // Types and shapes of arguments.
  /force_fp32|auto_fp16|typechecked|beartype|jaxtyped|typed|patch_typeguard|check_shapes|validate_call|validate_arguments/,
  // Arguments that configurations or other functions name.
  /configurable|capture|delegates|use_kwargs_dict/,
  // Warnings, records, clocks.
  /(?:\w+_)?deprecated|deprecated_arg\w*|log_args|profile|annotate|tim(?:er|ing|ed|eit|e_it)/,
];
const HANDS_BACK = new RegExp(
  `regist|^(?:.*\\.)?(?:${HANDS_BACK_NAMES.map(({ source }) => source).join('|')})$`,
  'i',
);

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
    const wrapped = (): Value => {
      const wrapper = evaluator.evaluate(decorator, scope);
      return evaluator.call(wrapper, { positional: [inner], keywords: new Map() }, decorator.place);
    };
    return isClass || HANDS_BACK.test(pathOf(decorator)) ? orHandedBack(wrapped, inner) : wrapped();
  }, defined);
}

/** The result of a decorator. A registry mostly comes from another file, and inspects the definition in ways that are not known. */
function orHandedBack(wrapped: () => Value, inner: Value): Value {
  const attributes = inner instanceof ClassValue || inner instanceof FunctionValue ? inner.attributes : null;
  const before = new Map(attributes);
  try {
    return wrapped();
  } catch (error) {
    if (error instanceof NotUnderstood && !isOfBudget(error)) {
      // What the decorator had set until then is half of what it would have set.
      attributes?.clear();
      for (const [name, value] of before) {
        attributes?.set(name, value);
      }
      return inner;
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
