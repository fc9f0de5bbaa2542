import { builtin, type Given } from '../../language/signature';
import type { Builtin } from '../../language/values';
import { cast, mapped, stretched, type UnaryFunction } from '../../tensor/elementwise';
import { logSigmoid, rectified, sigmoid, softplus } from '../../tensor/functions';
import { oneHot } from '../../tensor/gathering';
import { moved } from '../../tensor/layout';
import { logSumExp } from '../../tensor/reduction';
import { broadcastShape } from '../../tensor/shapes';
import { logSoftmax, softmax } from '../../tensor/softmax';
import { detached, type Tensor } from '../../tensor/tensor';
import { callsOf } from './calls';
import type { NumpyLike } from './framework';
import { asFloat, asNumbers } from './promotion';

/** Above this, softplus(x) is x in every float type. */
const LINEAR_FROM = 1000;

const ELEMENTWISE: Readonly<Record<string, UnaryFunction>> = {
  sigmoid,
  expit: sigmoid,
  log_sigmoid: logSigmoid,
  log_expit: logSigmoid,
  softplus: softplus(1, LINEAR_FROM),
};

/** The activations of a library with NumPy's interface, and what else its modules for networks have. */
export function activations(library: NumpyLike): Builtin[] {
  const { defaults } = library;
  const { wrap, tensor, axes, dtype } = callsOf(library);
  const input = (given: Given): Tensor => tensor(given, 'x');
  const float = (given: Given): Tensor => asFloat(input(given), defaults);
  return [
    ...Object.entries(ELEMENTWISE).map(([name, operation]) =>
      builtin(name, 'x', (given) => {
        const x = float(given);
        return wrap(given, mapped(x, x.dtype, operation));
      }),
    ),
    builtin('relu', 'x', (given) => {
      const x = asNumbers(input(given), defaults);
      return wrap(given, mapped(x, x.dtype, rectified));
    }),
    builtin('softmax', 'x, axis=-1', (given) => wrap(given, softmax(float(given), given.integer('axis')))),
    builtin('log_softmax', 'x, axis=-1', (given) =>
      wrap(given, logSoftmax(float(given), given.integer('axis'))),
    ),
    builtin('logsumexp', 'x, axis=None, b=None, keepdims=False', (given) => {
      const x = float(given);
      if (given.value('b') === null) {
        return wrap(given, logSumExp(x, axes(given)));
      }
      const weights = tensor(given, 'b');
      const shape = broadcastShape(x.shape, weights.shape);
      return wrap(
        given,
        logSumExp(stretched(x, shape), axes(given), stretched(cast(weights, x.dtype), shape)),
      );
    }),
    builtin('one_hot', 'x, num_classes, axis=-1, dtype=None, on_value=1, off_value=0', (given) => {
      const hot = oneHot(input(given), given.number('num_classes'), 'zeros');
      const [on, off] = [given.number('on_value'), given.number('off_value')];
      const valued = cast(hot, dtype(given) ?? defaults.float);
      const scaled = mapped(valued, valued.dtype, {
        value: (hit) => (hit === 1 ? on : off),
        back: null,
        saves: 'nothing',
      });
      return wrap(given, moved(scaled, -1, given.integer('axis')));
    }),
    builtin('stop_gradient', 'x', (given) => {
      const x = input(given);
      if (x.hasGradient) {
        given.machine.report({ kind: 'detach' }, given.place);
      }
      return wrap(given, detached(x));
    }),
  ];
}
