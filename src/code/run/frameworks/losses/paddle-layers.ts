import { pathsOf } from './paths';

/** The layers of `paddle.nn`: the class, the function that it calls, and the parameters that `nn.Layer` keeps for it. */
const LAYERS: readonly (readonly [string, string, string])[] = [
  [
    'CrossEntropyLoss',
    'cross_entropy',
    "weight=None, ignore_index=-100, reduction='mean', soft_label=False, axis=-1, use_softmax=True, label_smoothing=0.0",
  ],
  ['BCELoss', 'binary_cross_entropy', "weight=None, reduction='mean'"],
  ['BCEWithLogitsLoss', 'binary_cross_entropy_with_logits', "weight=None, reduction='mean', pos_weight=None"],
  ['NLLLoss', 'nll_loss', "weight=None, ignore_index=-100, reduction='mean'"],
  ['MSELoss', 'mse_loss', "reduction='mean'"],
  ['L1Loss', 'l1_loss', "reduction='mean'"],
  ['SmoothL1Loss', 'smooth_l1_loss', "reduction='mean', delta=1.0"],
  ['KLDivLoss', 'kl_div', "reduction='mean'"],
  ['Softmax', 'softmax', 'axis=-1'],
  ['LogSoftmax', 'log_softmax', 'axis=-1'],
  ['Softplus', 'softplus', 'beta=1, threshold=20'],
  ['Sigmoid', 'sigmoid', ''],
  ['LogSigmoid', 'log_sigmoid', ''],
  ['ReLU', 'relu', ''],
];

function layer([name, operation, signature]: readonly [string, string, string]): string {
  const parameters = signature
    .split(', ')
    .filter((part) => part !== '')
    .map((part) => part.split('=')[0] ?? '');
  const settings = parameters.map((parameter) => `${parameter}=self.${parameter}`).join(', ');
  return `
class ${name}(Layer):
    def __init__(self, ${signature === '' ? '' : `${signature}, `}name=None):
        super().__init__()
${parameters.map((parameter) => `        self.${parameter} = ${parameter}\n`).join('')}
    def forward(self, *inputs):
        return F.${operation}(*inputs, ${settings})
`;
}

/** The layers of `paddle.nn`. */
export const PADDLE_LAYERS = {
  text: `
import paddle
import paddle.nn.functional as F


class Layer:
    def __init__(self, name_scope=None, dtype="float32"):
        self.training = True

    def __call__(self, *inputs, **settings):
        return self.forward(*inputs, **settings)

    def register_buffer(self, name, tensor, persistable=True):
        setattr(self, name, tensor)

    def create_parameter(self, shape, attr=None, dtype=None, is_bias=False, default_initializer=None, device=None):
        return paddle.create_parameter(shape, dtype or "float32", None, attr, is_bias, default_initializer)

    def add_parameter(self, name, parameter):
        setattr(self, name, parameter)
        return parameter

    def add_sublayer(self, name, sublayer):
        setattr(self, name, sublayer)
        return sublayer

    def train(self):
        self.training = True

    def eval(self):
        self.training = False

    def to(self, *settings, **named):
        return self


class Identity(Layer):
    def __init__(self, *settings, **named):
        super().__init__()

    def forward(self, input):
        return input


def LayerList(sublayers=None):
    return [] if sublayers is None else list(sublayers)

${LAYERS.map(layer).join('\n')}
`,
  names: {
    ...pathsOf(
      ['paddle.nn', 'paddle.nn.layer', 'paddle.nn.layer.loss'],
      ['Layer', 'Identity', 'LayerList', ...LAYERS.map(([name]) => name)],
    ),
    'paddle.fluid.dygraph.Layer': 'Layer',
  },
};
