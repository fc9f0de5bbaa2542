import { raise } from '../../language/exceptions';
import { NotUnderstood } from '../../language/not-understood';
import { builtin, type Given } from '../../language/signature';
import { ArrayValue, TupleValue, type Value } from '../../language/values';
import { gradientOf } from '../../tensor/gradient';
import { sameShape } from '../../tensor/shapes';
import { tensorOf } from '../../tensor/tensor';
import { TORCH } from './framework';

/** `torch.autograd.grad`: gradients as numbers, which no further gradient goes through. */
export const GRADIENTS = builtin(
  'grad',
  'outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True, allow_unused=False',
  (given): Value => {
    if (given.flag('create_graph')) {
      throw new NotUnderstood(
        { kind: 'argument', name: 'create_graph', of: 'torch.autograd.grad' },
        given.place,
      );
    }
    const [output, ...more] = arraysGiven(given, 'outputs');
    const [weights] = given.value('grad_outputs') === null ? [] : arraysGiven(given, 'grad_outputs');
    if (!output || more.length > 0) {
      throw new NotUnderstood({ kind: 'argument', name: 'outputs', of: 'torch.autograd.grad' }, given.place);
    }
    const { tensor } = output;
    if (!tensor.hasGradient) {
      raise(
        'RuntimeError',
        'element 0 of tensors does not require grad and does not have a grad_fn',
        given.place,
      );
    }
    if (weights ? !sameShape(weights.tensor.shape, tensor.shape) : tensor.size !== 1) {
      raise('RuntimeError', 'grad can be implicitly created only for scalar outputs', given.place);
    }
    return new TupleValue(
      arraysGiven(given, 'inputs').map((input): Value => {
        const seed = weights ? Float64Array.from(weights.tensor.data) : new Float64Array(tensor.size).fill(1);
        const gradient = gradientOf(tensor, seed, input.tensor);
        if (!gradient && !given.flag('allow_unused')) {
          raise(
            'RuntimeError',
            'One of the differentiated Tensors appears to not have been used in the graph',
            given.place,
          );
        }
        return gradient && new ArrayValue(tensorOf(input.tensor.shape, gradient, input.tensor.dtype), TORCH);
      }),
    );
  },
);

function arraysGiven(given: Given, name: string): readonly ArrayValue[] {
  const value = given.value(name);
  const items = value instanceof ArrayValue ? [value] : given.machine.items(value, given.place);
  return items.map((item) => (item instanceof ArrayValue ? item : given.refuse(name, 'tensors', item)));
}
