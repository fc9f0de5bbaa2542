import { type Convention, type GivenArguments, isTrue, offWhenNone } from './convention';

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
  notes: (parameter, given) => [
    ...(parameter === 'alpha' ? alphaNotes(given) : ['γ comes before α in the argument list.']),
    ...(/sum/i.test(given.text('reduction') ?? '')
      ? ['`"sum"` first takes the mean over the spatial axes.']
      : []),
  ],
  source: 'MONAI 1.6.1, monai/losses/focal_loss.py',
};

function isList(text: string | undefined): boolean {
  return text !== undefined && /^[[(]/.test(text);
}

function alphaNotes(given: GivenArguments): string[] {
  if (isList(given.text('alpha'))) {
    return isTrue(given.text('use_softmax'))
      ? ['A list gives one weight a class.']
      : ['A list gives the weight of the positives of each channel; all negatives weigh 1.'];
  }
  if (isTrue(given.text('use_softmax')) && given.text('include_background') === 'False') {
    return ['With softmax and `include_background=False` a single α is ignored, with a warning.'];
  }
  return [
    'α is off unless given. A list gives one weight a class: without softmax, of the positives of that channel, and negatives weigh 1.',
  ];
}

export const monaiConventions: readonly Convention[] = [
  {
    ...focal,
    id: 'monai.FocalLoss',
    callables: ['monai.losses.FocalLoss', 'monai.losses.focal_loss.FocalLoss'],
    parameters: [
      { name: 'include_background' },
      { name: 'to_onehot_y' },
      { name: 'gamma', default: 2 },
      { name: 'alpha', default: 'none' },
      { name: 'weight' },
      { name: 'reduction' },
      { name: 'use_softmax' },
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
    callables: ['monai.losses.DiceFocalLoss', 'monai.losses.dice.DiceFocalLoss'],
    parameters: [
      { name: 'include_background' },
      { name: 'to_onehot_y' },
      { name: 'sigmoid' },
      { name: 'softmax' },
      { name: 'other_act' },
      { name: 'squared_pred' },
      { name: 'jaccard' },
      { name: 'reduction' },
      { name: 'smooth_nr' },
      { name: 'smooth_dr' },
      { name: 'batch' },
      { name: 'gamma', default: 2 },
      { name: 'weight' },
      { name: 'lambda_dice' },
      { name: 'lambda_focal' },
      { name: 'alpha', default: 'none' },
    ],
    alphaRole: () => 'positives',
    notes: () => [
      'The focal part always goes through a sigmoid; `lambda_focal` weighs it against the Dice part.',
    ],
    source: 'MONAI 1.6.1, monai/losses/dice.py',
  },
];
