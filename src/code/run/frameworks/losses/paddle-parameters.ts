import { pathsOf } from './paths';

/** Parameters of PaddlePaddle with values that are known; most initializers draw them at random. */
export const PADDLE_PARAMETERS = {
  text: `
import paddle
from focal_loss_evaluator import not_known


class Constant:
    def __init__(self, value=0.0):
        self.value = value

    def __call__(self, shape, dtype):
        return paddle.full(shape, self.value, dtype)


class Assign:
    def __init__(self, value, name=None):
        self.value = value

    def __call__(self, shape, dtype):
        return paddle.to_tensor(self.value, dtype=dtype).reshape(shape)


class ParamAttr:
    def __init__(self, name=None, initializer=None, *settings, **named):
        self.initializer = initializer


def create_parameter(shape, dtype="float32", name=None, attr=None, is_bias=False, default_initializer=None):
    initializer = attr.initializer if isinstance(attr, ParamAttr) else attr
    if initializer is None:
        initializer = Constant() if default_initializer is None and is_bias else default_initializer
    if not isinstance(initializer, (Constant, Assign)):
        not_known("default_initializer", "create_parameter")
    return initializer(shape, dtype)
`,
  names: {
    ...pathsOf(
      ['paddle.nn.initializer', 'paddle.nn.initializer.constant', 'paddle.nn.initializer.assign'],
      ['Constant', 'Assign'],
    ),
    'paddle.fluid.initializer.Constant': 'Constant',
    'paddle.fluid.initializer.ConstantInitializer': 'Constant',
    'paddle.fluid.initializer.NumpyArrayInitializer': 'Assign',
    ...pathsOf(['paddle', 'paddle.fluid'], ['ParamAttr']),
    ...pathsOf(['paddle', 'paddle.static', 'paddle.fluid.layers'], ['create_parameter']),
  },
};
