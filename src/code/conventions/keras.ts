import type { ExpectedInput } from '../../loss/variants/variant';
import type { Note } from '../../messages/note';
import { type Convention, type GivenArguments, isTrue, neverOff } from './convention';

const expectedInput = (given: GivenArguments): ExpectedInput =>
  isTrue(given.text('from_logits')) ? 'logits' : 'probabilities';

const BINARY_PARAMETERS = [
  { name: 'apply_class_balancing', isSwitch: true },
  { name: 'alpha', default: 0.25 },
  { name: 'gamma', default: 2 },
  { name: 'from_logits', isSwitch: true },
] as const;

const binary: Omit<Convention, 'id' | 'callables' | 'parameters' | 'defaultReduction'> = {
  library: 'Keras',
  family: 'focal',
  alphaRole: (given) => (balancesClasses(given) ? 'positives' : 'off'),
  isAlphaOff: neverOff,
  expectedInput,
  softTargets: 'ptMixed',
  notes: (parameter, given) => [
    ...(parameter === 'alpha' && !balancesClasses(given)
      ? [
          {
            en: 'α does nothing here: it counts only with `apply_class_balancing=True`, which is off by default.',
            zhCn: 'α 在此不起作用：只有设置 `apply_class_balancing=True`（默认关闭）时才生效。',
          },
        ]
      : []),
    ...probabilities(given),
  ],
  source: 'keras 3.15.1, keras/src/losses/losses.py',
};

const categorical: typeof binary = {
  ...binary,
  softTargets: 'lossesMixed',
  alphaRole: () => 'everyClass',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? [
          {
            en: 'A single α only scales the loss; it balances nothing. A list gives one weight a class.',
            zhCn: '单个 α 只缩放损失，不起平衡作用。列表则为每个类别指定一个权重。',
          },
        ]
      : []),
    ...probabilities(given),
  ],
};

function balancesClasses(given: GivenArguments): boolean {
  return isTrue(given.text('apply_class_balancing'));
}

function probabilities(given: GivenArguments): Note[] {
  return expectedInput(given) === 'probabilities'
    ? [
        {
          en: 'Takes probabilities; logits need `from_logits=True`.',
          zhCn: '输入为概率；若输入为 logits，需设置 `from_logits=True`。',
        },
      ]
    : [];
}

/** The names under which Keras exports a loss. A leading `tensorflow.` is removed before the lookup. */
function exports(modules: readonly string[], name: string): string[] {
  return modules.map((module) => `${module}.${name}`);
}

const CLASS_MODULES = ['keras.losses', 'tf_keras.losses', 'keras.src.losses'];
const FUNCTION_MODULES = [...CLASS_MODULES, 'keras.metrics', 'tf_keras.metrics'];

const TFA_PARAMETERS = [
  { name: 'alpha', default: 0.25 },
  { name: 'gamma', default: 2 },
] as const;

const tfa: Omit<Convention, 'id' | 'callables' | 'parameters'> = {
  library: 'TensorFlow Addons',
  family: 'focal',
  alphaRole: () => 'positives',
  isAlphaOff: (value) => value === 'none' || value === 0,
  expectedInput,
  defaultReduction: 'none',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? [{ en: '`None` and `0` switch α off.', zhCn: '`None` 和 `0` 关闭 α。' }]
      : []),
    ...probabilities(given),
    {
      en: 'The loss is summed over the last axis and not reduced further. The library is no longer maintained; Keras has `BinaryFocalCrossentropy`.',
      zhCn: '损失沿最后一个轴求和，之后不再归约。该库已停止维护；Keras 提供 `BinaryFocalCrossentropy`。',
    },
  ],
  source: 'tensorflow_addons 0.23.0, losses/focal_loss.py',
};

export const kerasConventions: readonly Convention[] = [
  {
    ...binary,
    id: 'keras.BinaryFocalCrossentropy',
    others: ['label_smoothing', 'axis', 'reduction', 'name', 'dtype'],
    callables: exports(CLASS_MODULES, 'BinaryFocalCrossentropy'),
    parameters: BINARY_PARAMETERS,
    defaultReduction: 'mean',
  },
  {
    ...binary,
    id: 'keras.binary_focal_crossentropy',
    others: ['label_smoothing', 'axis'],
    callables: exports(FUNCTION_MODULES, 'binary_focal_crossentropy'),
    parameters: [{ name: 'y_true' }, { name: 'y_pred' }, ...BINARY_PARAMETERS],
    defaultReduction: 'other',
  },
  {
    ...categorical,
    id: 'keras.CategoricalFocalCrossentropy',
    others: ['label_smoothing', 'axis', 'reduction', 'name', 'dtype'],
    callables: exports(CLASS_MODULES, 'CategoricalFocalCrossentropy'),
    parameters: [...BINARY_PARAMETERS.slice(1)],
    defaultReduction: 'mean',
  },
  {
    ...categorical,
    id: 'keras.categorical_focal_crossentropy',
    others: ['label_smoothing', 'axis'],
    callables: exports(FUNCTION_MODULES, 'categorical_focal_crossentropy'),
    parameters: [{ name: 'y_true' }, { name: 'y_pred' }, ...BINARY_PARAMETERS.slice(1)],
    defaultReduction: 'other',
  },
  {
    ...binary,
    id: 'keras.backend.binary_focal_crossentropy',
    callables: ['keras.backend.binary_focal_crossentropy'],
    parameters: [{ name: 'target' }, { name: 'output' }, ...BINARY_PARAMETERS],
    defaultReduction: 'none',
  },
  {
    ...categorical,
    id: 'keras.backend.categorical_focal_crossentropy',
    callables: ['keras.backend.categorical_focal_crossentropy'],
    parameters: [{ name: 'target' }, { name: 'output' }, ...BINARY_PARAMETERS.slice(1)],
    defaultReduction: 'other',
  },
  {
    ...tfa,
    id: 'tfa.SigmoidFocalCrossEntropy',
    callables: [
      'tensorflow_addons.losses.SigmoidFocalCrossEntropy',
      'tensorflow_addons.losses.focal_loss.SigmoidFocalCrossEntropy',
    ],
    parameters: [{ name: 'from_logits', isSwitch: true }, ...TFA_PARAMETERS],
  },
  {
    ...tfa,
    id: 'tfa.sigmoid_focal_crossentropy',
    others: [],
    callables: [
      'tensorflow_addons.losses.sigmoid_focal_crossentropy',
      'tensorflow_addons.losses.focal_loss.sigmoid_focal_crossentropy',
    ],
    parameters: [
      { name: 'y_true' },
      { name: 'y_pred' },
      ...TFA_PARAMETERS,
      { name: 'from_logits', isSwitch: true },
    ],
  },
  {
    ...tfa,
    id: 'keras_cv.FocalLoss',
    library: 'KerasCV',
    callables: ['keras_cv.losses.FocalLoss'],
    parameters: [...TFA_PARAMETERS, { name: 'from_logits', isSwitch: true }],
    isAlphaOff: neverOff,
    defaultReduction: 'other',
    notes: (_parameter, given) => [
      ...probabilities(given),
      {
        en: 'The loss is summed over the last axis. Only targets of exactly 1 are weighted by α.',
        zhCn: '损失沿最后一个轴求和。只有恰好为 1 的目标值才乘以 α。',
      },
    ],
    source: 'keras_cv 0.9.0, keras_cv/src/losses/focal.py',
  },
  {
    ...tfa,
    id: 'keras_retinanet.focal',
    library: 'Keras RetinaNet',
    callables: ['keras_retinanet.losses.focal'],
    parameters: [...TFA_PARAMETERS, { name: 'cutoff' }],
    isAlphaOff: neverOff,
    expectedInput: () => 'probabilities',
    defaultReduction: 'other',
    notes: () => [
      {
        en: 'Takes probabilities. The last column of the targets is the state of the anchor (−1: ignored), and the sum is divided by the number of positive anchors. A target above `cutoff`, 0.5 unless given, is positive.',
        zhCn: '输入为概率。目标值的最后一列是锚框的状态（−1 表示忽略），总和除以正样本锚框的数量。大于 `cutoff`（未指定时为 0.5）的目标值为正样本。',
      },
    ],
    source: 'keras-retinanet 1.0.0, keras_retinanet/losses.py',
  },
  {
    id: 'tensorflow_models.FocalLoss',
    library: 'TensorFlow Models',
    family: 'focal',
    callables: ['official.vision.losses.focal_loss.FocalLoss'],
    parameters: [{ name: 'alpha' }, { name: 'gamma' }],
    alphaRole: () => 'positives',
    isAlphaOff: neverOff,
    expectedInput: () => 'logits',
    defaultReduction: 'mean',
    notes: () => [
      {
        en: 'α and γ have no defaults. A target counts as positive only when it is exactly 1.',
        zhCn: 'α 和 γ 没有默认值。目标值恰好为 1 时才算正样本。',
      },
    ],
    source: 'tensorflow/models master, official/vision/losses/focal_loss.py',
  },
];
