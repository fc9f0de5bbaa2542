import { classAttribute } from '../../language/classes';
import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import type { Place } from '../../language/program';
import {
  ArrayValue,
  Builtin,
  ClassMethod,
  ClassValue,
  Instance,
  type Machine,
  TupleValue,
  type Value,
} from '../../language/values';
import { withOwnGradient } from '../shared/own-gradient';

const NONE: ReadonlyMap<string, Value> = new Map();

/** The context: `forward` leaves values in it for `backward`. */
const CONTEXT = new ClassValue(
  'Context',
  [],
  new Map<string, Value>([
    [
      'save_for_backward',
      new Builtin('save_for_backward', ({ positional: [self, ...tensors] }) => {
        if (self instanceof Instance) {
          self.attributes.set('saved_tensors', new TupleValue(tensors));
          self.attributes.set('saved_variables', new TupleValue(tensors));
        }
        return null;
      }),
    ],
    ...[
      'mark_non_differentiable',
      'mark_dirty',
      'mark_shared_storage',
      'save_for_forward',
      'set_materialize_grads',
    ].map((name): [string, Value] => [name, new Builtin(name, () => null)]),
  ]),
  false,
);

/** `torch.autograd.Function`: a function with a gradient of its own, which the program computes in `backward`. */
export const AUTOGRAD_FUNCTION = new ClassValue(
  'Function',
  [],
  new Map<string, Value>([['apply', new ClassMethod('apply', applied)]]),
  false,
);

function applied(
  { positional: [ofClass, ...given], keywords }: Parameters<Builtin['run']>[0],
  machine: Machine,
  place: Place,
): Value {
  if (!(ofClass instanceof ClassValue) || keywords.size > 0) {
    return raise('TypeError', 'apply() takes no keyword arguments', place);
  }
  const [forward, backward] = ['forward', 'backward'].map((name) => classAttribute(ofClass, name));
  if (forward === undefined || backward === undefined) {
    return raise('NotImplementedError', 'You must implement forward and backward', place);
  }
  const context = new Instance(CONTEXT);
  const needs = given.map((value) => value instanceof ArrayValue && value.tensor.hasGradient);
  context.attributes.set('needs_input_grad', new TupleValue(needs));
  const result = machine.withoutGradient(() =>
    machine.call(forward, { positional: [context, ...given], keywords: NONE }, place),
  );
  if (!(result instanceof ArrayValue)) {
    throw new NotUnderstood({ kind: 'result' }, place);
  }
  const called = (seed: ArrayValue): Value =>
    machine.call(backward, { positional: [context, seed], keywords: NONE }, place);
  return withOwnGradient(result, given, called, machine, place);
}
