import type { Note } from '../../messages/note';
import { type Convention, type GivenArguments, isBefore, offWhenNegative } from './convention';

const INPUTS_AND_TARGETS = [{ name: 'inputs' }, { name: 'targets' }] as const;

const torchvision: Convention = {
  id: 'torchvision.sigmoid_focal_loss',
  others: [],
  library: 'torchvision',
  family: 'focal',
  callables: ['torchvision.ops.sigmoid_focal_loss', 'torchvision.ops.focal_loss.sigmoid_focal_loss'],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: (value, given) => (isBefore(given) ? offWhenNegative(value) : value === -1),
  isAlphaRefused: (value, given) =>
    typeof value === 'number' && !isBefore(given) && value !== -1 && (value < 0 || value > 1),
  changed: { distribution: 'torchvision', version: '0.22' },
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  softTargets: 'ptMixed',
  notes: (parameter, given) => [
    ...(parameter === 'alpha' ? [alphaOutside(given)] : []),
    ...unreduced(given.text('reduction')),
  ],
  source: 'torchvision 0.29.2, torchvision/ops/focal_loss.py',
};

function alphaOutside({ installed }: GivenArguments): Note {
  switch (installed?.side) {
    case 'before':
      return {
        en: 'Any α below 0 switches α off; `None` raises an error.',
        zhCn: '任何小于 0 的 α 都会关闭 α；`None` 会引发错误。',
      };
    case 'since':
      return {
        en: '`-1` switches α off; `None` and every other α outside 0 to 1 raise an error.',
        zhCn: '`-1` 关闭 α；`None` 以及 0 到 1 之外的其他 α 都会引发错误。',
      };
    default:
      return {
        en: '`-1` switches α off; `None` raises an error, and since 0.22 so does every other α outside 0 to 1. Older versions take any α below 0 for off.',
        zhCn: '`-1` 关闭 α；`None` 会引发错误，自 0.22 起 0 到 1 之外的其他 α 也会引发错误。更早的版本将任何小于 0 的 α 视为关闭。',
      };
  }
}

const fvcore: Convention = {
  id: 'fvcore.sigmoid_focal_loss',
  others: [],
  library: 'fvcore',
  family: 'focal',
  callables: [
    'fvcore.nn.sigmoid_focal_loss',
    'fvcore.nn.sigmoid_focal_loss_jit',
    'fvcore.nn.focal_loss.sigmoid_focal_loss',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_jit',
  ],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: -1 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
  ],
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNegative,
  expectedInput: () => 'logits',
  defaultReduction: 'none',
  softTargets: 'ptMixed',
  notes: (parameter, given) => [
    ...(parameter === 'alpha'
      ? [
          {
            en: 'α is off unless given: the default is `-1`, where torchvision’s is `0.25`.',
            zhCn: '未指定时 α 关闭：默认值为 `-1`，而 torchvision 的默认值为 `0.25`。',
          },
        ]
      : []),
    ...unreduced(given.text('reduction')),
  ],
  source: 'fvcore 0.1.5.post20221221, fvcore/nn/focal_loss.py',
};

const fvcoreStar: Convention = {
  ...fvcore,
  id: 'fvcore.sigmoid_focal_loss_star',
  others: [],
  family: 'focalStar',
  callables: [
    'fvcore.nn.sigmoid_focal_loss_star',
    'fvcore.nn.sigmoid_focal_loss_star_jit',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_star',
    'fvcore.nn.focal_loss.sigmoid_focal_loss_star_jit',
  ],
  parameters: [
    ...INPUTS_AND_TARGETS,
    { name: 'alpha', default: -1 },
    { name: 'gamma', default: 1 },
    { name: 'reduction' },
  ],
};

function unreduced(reduction: string | undefined): Note[] {
  const isReduced = reduction !== undefined && !/^['"]none['"]$/.test(reduction);
  return isReduced
    ? []
    : [
        {
          en: '`reduction` is `"none"` unless given: one loss an element comes back, not a number.',
          zhCn: '未指定时 `reduction` 为 `"none"`：返回逐元素的损失，而不是一个数。',
        },
      ];
}

/** torchvision, and fvcore, whose code torchvision's was. */
export const torchvisionConventions: readonly Convention[] = [torchvision, fvcore, fvcoreStar];
