import { type Convention, neverOff } from './convention';

const balanced: Convention = {
  id: 'balanced_loss.Loss',
  others: [],
  library: 'balanced-loss',
  family: 'focal',
  callables: ['balanced_loss.Loss', 'balanced_loss.losses.Loss'],
  parameters: [
    { name: 'loss_type' },
    { name: 'beta' },
    { name: 'fl_gamma', default: 2 },
    { name: 'samples_per_class' },
    { name: 'class_balanced', isSwitch: true },
    { name: 'safe', isSwitch: true },
  ],
  parameterNames: { gamma: 'fl_gamma' },
  alphaRole: () => 'off',
  isAlphaOff: neverOff,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  notes: () => [
    {
      en: 'It counts with `loss_type="focal_loss"`. There is no α; `class_balanced=True` weights every row by its class. Each class has a sigmoid of its own, and the sum is divided by the number of rows.',
      zhCn: '仅在 `loss_type="focal_loss"` 时有效。没有 α；`class_balanced=True` 按类别为每一行加权。每个类别各用一个 sigmoid，总和除以行数。',
    },
  ],
  source: 'balanced-loss 0.1.1, balanced_loss/losses.py',
};

const action: Convention = {
  ...balanced,
  id: 'mmaction.CBFocalLoss',
  library: 'MMAction2',
  callables: [
    'mmaction.models.losses.CBFocalLoss',
    'mmaction.models.CBFocalLoss',
    'mmaction.models.losses.cross_entropy_loss.CBFocalLoss',
  ],
  registryNames: ['CBFocalLoss', 'mmaction.CBFocalLoss'],
  parameters: [
    { name: 'loss_weight' },
    { name: 'samples_per_cls' },
    { name: 'beta' },
    { name: 'gamma', default: 2 },
  ],
  parameterNames: {},
  notes: () => [
    {
      en: 'There is no α; `samples_per_cls` and `beta` give each row the weight of its class. Each class has a sigmoid of its own, and the sum is divided by the number of rows.',
      zhCn: '没有 α；`samples_per_cls` 和 `beta` 为每一行给出其类别的权重。每个类别各用一个 sigmoid，总和除以行数。',
    },
  ],
  source: 'mmaction2 1.2.0, mmaction/models/losses/cross_entropy_loss.py',
};

const classBalanced: Convention = {
  ...balanced,
  id: 'cbloss.FocalLoss',
  others: [],
  library: 'cbloss',
  callables: ['cbloss.loss.FocalLoss'],
  parameters: [
    { name: 'num_classes' },
    { name: 'alpha', default: 1 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  parameterNames: {},
  alphaRole: () => 'everyClass',
  defaultReduction: 'mean',
  notes: (parameter) =>
    parameter === 'alpha'
      ? [
          {
            en: 'A single α only scales the loss; it balances nothing.',
            zhCn: '单个 α 只缩放损失，不起平衡作用。',
          },
        ]
      : [
          {
            en: '`num_classes=2` means one logit through a sigmoid, more a softmax.',
            zhCn: '`num_classes=2` 表示一个 logit 经过 sigmoid，更大的值表示 softmax。',
          },
        ],
  source: 'cbloss 0.2.0, cbloss/loss.py',
};

/** Losses that weight classes by the effective number of their samples (Cui et al. 2019). */
export const balancedConventions: readonly Convention[] = [balanced, action, classBalanced];
