import { NotUnderstood } from '../../language/not-understood';
import { throwError } from '../../language/typescript/errors';
import { isNumberValue } from '../../language/typescript/numbers';
import { plainObject } from '../../language/typescript/objects';
import { type Arguments, scriptFunction } from '../../language/typescript/script';
import {
  ArrayValue,
  type Builtin,
  FunctionValue,
  Instance,
  ListValue,
  UNDEFINED,
  type Value,
} from '../../language/values';
import { gradientOf } from '../../tensor/gradient';
import { detached, leafOf, resultOf, Tensor } from '../../tensor/tensor';
import { tensorValue } from './framework';
import { tensorGiven } from './operands';

/** Returns the tensor that a function of the program gave, and raises the library's error for another value. */
function tensorOfResult(value: Value, { place }: Arguments): Tensor {
  return value instanceof ArrayValue && !isNumberValue(value)
    ? value.tensor
    : throwError('Error', 'The function must return a Tensor', place);
}

/** `tf.tidy(f)`, `tf.tidy(name, f)`: what f returns. */
function tidy(given: Arguments): Value {
  const isNamed = typeof given.at(0) === 'string';
  return given.call(isNamed ? 1 : 0);
}

/** The value of a function at tensors, and its gradient by each of them. */
function differentiated(given: Arguments, callee: Value, inputs: readonly Value[], seed: Value) {
  const tensors = inputs.map((input) => tensorGiven(input, given, 'x', 'float32'));
  if (tensors.some(({ hasGradient }) => hasGradient)) {
    throw new NotUnderstood({ kind: 'operation', what: 'gradient of a gradient' }, given.place);
  }
  const leaves = tensors.map(leafOf);
  const result = given.machine.call(
    callee,
    { positional: leaves.map(tensorValue), keywords: new Map() },
    given.place,
  );
  const output = tensorOfResult(result, given);
  const weights =
    seed === UNDEFINED ? new Float64Array(output.size).fill(1) : tensorGiven(seed, given, 'dy').data;
  const gradients = leaves.map((leaf) => {
    const gradient = output.hasGradient ? gradientOf(output, weights, leaf) : null;
    return gradient
      ? tensorValue(new Tensor(leaf.shape, 'float32', gradient))
      : throwError(
          'Error',
          'Cannot compute gradient of y=f(x) with respect to x. Make sure that the f you passed encloses all operations that lead from x to y.',
          given.place,
        );
  });
  return { value: tensorValue(detached(output)), gradients };
}

/** `tf.customGrad(f)`: f gives `{ value, gradFunc }`, and saves what gradFunc needs. */
function customGradient(given: Arguments): Builtin {
  const callee = given.at(0);
  return scriptFunction('customGrad', (inner) => {
    const inputs = inner.all.map((_, at) => tensorGiven(inner.at(at), inner, 'x'));
    const saved: Value[] = [];
    const save = scriptFunction('save', (list) => {
      saved.push(...inner.machine.items(list.at(0), list.place));
      return UNDEFINED;
    });
    const plain = inputs.map((input) => tensorValue(detached(input)));
    const result = inner.machine.call(
      callee,
      { positional: [...plain, save], keywords: new Map() },
      inner.place,
    );
    if (!(result instanceof Instance)) {
      return throwError('Error', 'The function f passed in customGrad(f) must return an object', inner.place);
    }
    const value = tensorOfResult(inner.machine.attribute(result, 'value', inner.place), inner);
    const gradientFunction = inner.machine.attribute(result, 'gradFunc', inner.place);
    if (!(gradientFunction instanceof FunctionValue)) {
      return throwError('Error', 'The function f passed in customGrad(f) must return gradFunc', inner.place);
    }
    return tensorValue(
      resultOf(value.shape, value.dtype, value.data.slice(), inputs, (gradient) => {
        const dy = tensorValue(new Tensor(value.shape, 'float32', gradient));
        const back = inner.machine.call(
          gradientFunction,
          { positional: [dy, new ListValue(saved)], keywords: new Map() },
          inner.place,
        );
        const parts = back instanceof ListValue ? back.items : [back];
        return inputs.map((_, at) => tensorOfResult(parts[at] ?? UNDEFINED, inner).data.slice());
      }),
    );
  });
}

/** The functions of `tf` that run functions of the program. */
export const GRADIENTS: readonly Builtin[] = [
  scriptFunction('tidy', tidy),
  scriptFunction('grad', (given) =>
    scriptFunction('grad', (inner) => {
      const { gradients } = differentiated(inner, given.at(0), [inner.at(0)], inner.at(1));
      return gradients[0] ?? UNDEFINED;
    }),
  ),
  scriptFunction('grads', (given) =>
    scriptFunction('grads', (inner) => {
      const inputs = inner.machine.items(inner.at(0), inner.place);
      return new ListValue(differentiated(inner, given.at(0), inputs, inner.at(1)).gradients);
    }),
  ),
  scriptFunction('valueAndGrad', (given) =>
    scriptFunction('valueAndGrad', (inner) => {
      const { value, gradients } = differentiated(inner, given.at(0), [inner.at(0)], inner.at(1));
      return plainObject([
        ['value', value],
        ['grad', gradients[0] ?? UNDEFINED],
      ]);
    }),
  ),
  scriptFunction('valueAndGrads', (given) =>
    scriptFunction('valueAndGrads', (inner) => {
      const inputs = inner.machine.items(inner.at(0), inner.place);
      const { value, gradients } = differentiated(inner, given.at(0), inputs, inner.at(1));
      return plainObject([
        ['value', value],
        ['grads', new ListValue(gradients)],
      ]);
    }),
  ),
  scriptFunction('customGrad', customGradient),
];
