import type { Note } from '../../messages/note';
import { type Convention, type GivenArguments, isBefore, isTrue, offWhenNone } from './convention';

const focal: Omit<Convention, 'id' | 'callables' | 'parameters'> = {
  library: 'MONAI',
  family: 'focal',
  alphaRole: (given) => {
    if (!isTrue(given.text('use_softmax'))) {
      return 'positives';
    }
    if (isList(given.text('alpha'))) {
      return 'everyClass';
    }
    return given.text('include_background') === 'False' ? 'off' : 'foreground';
  },
  isAlphaOff: offWhenNone,
  expectedInput: () => 'logits',
  defaultReduction: 'mean',
  softTargets: 'logitScaled',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? alphaNotes(given)
      : [{ en: 'γ comes before α in the argument list.', zhCn: '参数列表中 γ 在 α 之前。' }]),
    ...(isTrue(given.text('use_softmax')) && !/sum|none/i.test(given.text('reduction') ?? '')
      ? [
          {
            en: 'With softmax `"mean"` is over the classes too: C times smaller than one over pixels.',
            zhCn: '使用 softmax 时，`"mean"` 也对类别取平均：比仅对像素取平均小 C 倍。',
          },
        ]
      : []),
    ...(given.text('ignore_index') === undefined
      ? []
      : [
          {
            en: 'With `ignore_index` the mean is over what is not ignored.',
            zhCn: '给出 `ignore_index` 时，只对未被忽略的部分取平均。',
          },
        ]),
    ...(/sum/i.test(given.text('reduction') ?? '')
      ? [{ en: '`"sum"` first takes the mean over the spatial axes.', zhCn: '`"sum"` 会先沿空间轴取平均。' }]
      : []),
  ],
  source: 'MONAI 1.6.1, monai/losses/focal_loss.py',
};

function isList(text: string | undefined): boolean {
  return text !== undefined && /^[[(]/.test(text);
}

function alphaNotes(given: GivenArguments): Note[] {
  if (isBefore(given)) {
    return [
      {
        en: 'α is off unless given, and must be a number: lists are taken since 1.6.',
        zhCn: '未指定时 α 关闭，且必须是一个数：自 1.6 起才接受列表。',
      },
    ];
  }
  if (isList(given.text('alpha'))) {
    return isTrue(given.text('use_softmax'))
      ? [{ en: 'A list gives one weight a class.', zhCn: '列表为每个类别指定一个权重。' }]
      : [
          {
            en: 'A list gives the weight of the positives of each channel; all negatives weigh 1.',
            zhCn: '列表指定每个通道的正样本的权重；所有负样本的权重均为 1。',
          },
        ];
  }
  if (isTrue(given.text('use_softmax')) && given.text('include_background') === 'False') {
    return [
      {
        en: 'With softmax and `include_background=False` a single α is ignored, with a warning.',
        zhCn: '使用 softmax 且 `include_background=False` 时，单个 α 会被忽略，并给出警告。',
      },
    ];
  }
  return [
    {
      en: 'α is off unless given. A list gives one weight a class: without softmax, of the positives of that channel, and negatives weigh 1.',
      zhCn: '未指定时 α 关闭。列表为每个类别指定一个权重；不用 softmax 时，它是该通道的正样本的权重，负样本的权重为 1。',
    },
  ];
}

export const monaiConventions: readonly Convention[] = [
  {
    ...focal,
    id: 'monai.FocalLoss',
    others: [],
    changed: { distribution: 'monai', version: '1.6' },
    callables: ['monai.losses.FocalLoss', 'monai.losses.focal_loss.FocalLoss'],
    parameters: [
      { name: 'include_background', isSwitch: true },
      { name: 'to_onehot_y', isSwitch: true },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 'none' },
      { name: 'weight' },
      { name: 'reduction' },
      { name: 'use_softmax', isSwitch: true },
      { name: 'ignore_index' },
    ],
  },
  {
    ...focal,
    id: 'monai.sigmoid_focal_loss',
    callables: ['monai.losses.focal_loss.sigmoid_focal_loss'],
    parameters: [
      { name: 'input' },
      { name: 'target' },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 'none' },
    ],
    alphaRole: () => 'positives',
    defaultReduction: 'none',
  },
  {
    ...focal,
    id: 'monai.softmax_focal_loss',
    callables: ['monai.losses.focal_loss.softmax_focal_loss'],
    parameters: [
      { name: 'input' },
      { name: 'target' },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 'none' },
    ],
    alphaRole: () => 'foreground',
    defaultReduction: 'none',
  },
  {
    ...focal,
    id: 'monai.DiceFocalLoss',
    others: ['focal_weight'],
    callables: ['monai.losses.DiceFocalLoss', 'monai.losses.dice.DiceFocalLoss'],
    parameters: [
      { name: 'include_background', isSwitch: true },
      { name: 'to_onehot_y', isSwitch: true },
      { name: 'sigmoid', isSwitch: true },
      { name: 'softmax', isSwitch: true },
      { name: 'other_act' },
      { name: 'squared_pred', isSwitch: true },
      { name: 'jaccard', isSwitch: true },
      { name: 'reduction' },
      { name: 'smooth_nr' },
      { name: 'smooth_dr' },
      { name: 'batch', isSwitch: true },
      { name: 'gamma', default: 2 },
      { name: 'weight' },
      { name: 'lambda_dice' },
      { name: 'lambda_focal' },
      { name: 'alpha', default: 'none' },
    ],
    alphaRole: () => 'positives',
    notes: () => [
      {
        en: 'The focal part always goes through a sigmoid; `lambda_focal` weighs it against the Dice part.',
        zhCn: '焦点损失部分始终使用 sigmoid；`lambda_focal` 是它相对于 Dice 部分的权重。',
      },
    ],
    source: 'MONAI 1.6.1, monai/losses/dice.py',
  },
  {
    ...focal,
    id: 'monai.GeneralizedDiceFocalLoss',
    others: ['weight', 'lambda_gdl', 'lambda_focal', 'focal_weight'],
    callables: ['monai.losses.GeneralizedDiceFocalLoss', 'monai.losses.dice.GeneralizedDiceFocalLoss'],
    parameters: [
      { name: 'include_background', isSwitch: true },
      { name: 'to_onehot_y', isSwitch: true },
      { name: 'sigmoid', isSwitch: true },
      { name: 'softmax', isSwitch: true },
      { name: 'other_act' },
      { name: 'w_type' },
      { name: 'reduction' },
      { name: 'smooth_nr' },
      { name: 'smooth_dr' },
      { name: 'batch', isSwitch: true },
      { name: 'gamma', default: 2 },
    ],
    alphaRole: () => 'off',
    notes: () => [
      {
        en: 'There is no α. The focal part always goes through a sigmoid; `lambda_focal` weighs it against the Dice part.',
        zhCn: '没有 α。焦点损失部分始终使用 sigmoid；`lambda_focal` 是它相对于 Dice 部分的权重。',
      },
    ],
    source: 'MONAI 1.6.1, monai/losses/dice.py',
  },
];
