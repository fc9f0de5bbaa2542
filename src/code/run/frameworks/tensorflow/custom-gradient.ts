import { NotUnderstood } from '../../language/not-understood';
import type { Argument, FunctionDefinition } from '../../language/program';
import { Scope } from '../../language/scope';
import { builtin } from '../../language/signature';
import { ArrayValue, Builtin, FunctionValue, TupleValue, type Value } from '../../language/values';
import { withOwnGradient } from '../shared/own-gradient';

const NONE: ReadonlyMap<string, Value> = new Map();
/** No name of Python. */
const INNER = '<custom gradient>';

/** `tf.custom_gradient`: the function returns its result and a function that makes the gradient of the arguments from that of the result. */
export const CUSTOM_GRADIENT = builtin('custom_gradient', 'f', (given) => {
  const f = given.value('f');
  if (!(f instanceof FunctionValue) || f.definition.parameters.some(({ kind }) => kind !== 'usual')) {
    throw new NotUnderstood({ kind: 'argument', name: 'f', of: given.name }, given.place);
  }
  const scope = new Scope(f.scope);
  scope.bind(INNER, calling(f));
  return new FunctionValue(
    handingOn(f.definition),
    scope,
    f.defaults,
    f.ownerClass,
    f.kind,
    f.unknownDefaults,
  );
});

function calling(f: FunctionValue): Builtin {
  return new Builtin('custom_gradient', (given, machine, place) => {
    const returned = machine.withoutGradient(() => machine.call(f, given, place));
    const [result = null, backward = null] = returned instanceof TupleValue ? returned.items : [];
    if (!(result instanceof ArrayValue)) {
      throw new NotUnderstood({ kind: 'result' }, place);
    }
    const called = (seed: ArrayValue): Value =>
      machine.call(backward, { positional: [seed], keywords: NONE }, place);
    return withOwnGradient(result, given.positional, called, machine, place);
  });
}

/** A function with these parameters that hands them on. */
function handingOn(definition: FunctionDefinition): FunctionDefinition {
  const { parameters, place } = definition;
  const handed = parameters.map(
    ({ name }): Argument => ({ kind: 'positional', name: null, value: { type: 'name', name, place } }),
  );
  const callee = { type: 'name', name: INNER, place } as const;
  return {
    ...definition,
    body: [{ type: 'return', value: { type: 'call', callee, arguments: handed, place }, place }],
    localNames: new Set(parameters.map(({ name }) => name)),
  };
}
