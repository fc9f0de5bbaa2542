import { type Convention, neverOff, offWhenNone } from './convention';

export const optax: Convention = {
  id: 'optax.sigmoid_focal_loss',
  library: 'Optax',
  family: 'focal',
  callables: ['optax.losses.sigmoid_focal_loss', 'optax.sigmoid_focal_loss'],
  parameters: [
    { name: 'logits' },
    { name: 'labels' },
    { name: 'alpha', default: 'none', keywordOnly: true },
    { name: 'gamma', default: 2, keywordOnly: true },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNone,
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  notes: (parameter) => [
    ...(parameter === 'alpha' ? [{ en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' }] : []),
    {
      en: 'One loss an element comes back; soft labels are allowed.',
      zhCn: '返回逐元素的损失；允许使用软标签。',
    },
  ],
  source: 'optax 0.2.8, optax/losses/_classification.py',
};

export const paddle: Convention = {
  id: 'paddle.sigmoid_focal_loss',
  library: 'Paddle',
  family: 'focal',
  callables: ['paddle.nn.functional.sigmoid_focal_loss', 'paddle.nn.functional.loss.sigmoid_focal_loss'],
  parameters: [
    { name: 'logit' },
    { name: 'label' },
    { name: 'normalizer' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'sum',
  notes: () => [
    {
      en: 'The default reduction is the sum, divided by `normalizer` when that is given.',
      zhCn: '默认归约方式为求和；若给出 `normalizer`，则再除以它。',
    },
  ],
  source: 'Paddle 2.4, python/paddle/nn/functional/loss.py',
};

export const paddleDetection: Convention = {
  id: 'ppdet.FocalLoss',
  library: 'PaddleDetection',
  family: 'focal',
  callables: ['ppdet.modeling.losses.FocalLoss', 'ppdet.modeling.losses.focal_loss.FocalLoss'],
  parameters: [{ name: 'use_sigmoid' }, { name: 'alpha', default: 0.25 }, { name: 'gamma', default: 2 }],
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  notes: () => [
    {
      en: '`reduction` is given to the call, not to the constructor, and is `"none"` by default.',
      zhCn: '`reduction` 在调用时给出，而不是传给构造函数，默认为 `"none"`。',
    },
  ],
  source: 'PaddleDetection release, ppdet/modeling/losses/focal_loss.py',
};

const focalLossPackage: Omit<Convention, 'id' | 'callables' | 'notes'> = {
  library: 'focal-loss',
  family: 'focal',
  parameters: [{ name: 'gamma' }],
  alphaRole: () => 'off',
  isAlphaOff: neverOff,
  expectedInput: (given) => (given.text('from_logits') === 'True' ? 'logits' : 'probabilities'),
  defaultReduction: 'mean',
  source: 'focal-loss 0.0.7, focal_loss/_binary_focal_loss.py, focal_loss/_categorical_focal_loss.py',
};

/** The package focal-loss on PyPI has no α. */
export const focalLossConventions: readonly Convention[] = [
  {
    ...focalLossPackage,
    id: 'focal_loss.BinaryFocalLoss',
    callables: ['focal_loss.BinaryFocalLoss'],
    notes: () => [
      {
        en: 'Takes probabilities unless `from_logits=True`.',
        zhCn: '除非 `from_logits=True`，否则输入为概率。',
      },
      {
        en: 'There is no α; `pos_weight` multiplies the positives and leaves the negatives at 1.',
        zhCn: '没有 α；`pos_weight` 乘以正样本的损失，负样本的权重保持为 1。',
      },
    ],
  },
  {
    ...focalLossPackage,
    id: 'focal_loss.SparseCategoricalFocalLoss',
    callables: ['focal_loss.SparseCategoricalFocalLoss'],
    notes: () => [
      {
        en: 'Takes probabilities unless `from_logits=True`.',
        zhCn: '除非 `from_logits=True`，否则输入为概率。',
      },
      {
        en: 'There is no α; `class_weight` gives one weight a class.',
        zhCn: '没有 α；`class_weight` 为每个类别指定一个权重。',
      },
    ],
  },
];
