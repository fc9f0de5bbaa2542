import { type Convention, offWhenNone } from './convention';

export const optax: Convention = {
  id: 'optax.sigmoid_focal_loss',
  others: [],
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
  softTargets: 'ptMixed',
  notes: (parameter) => [
    ...(parameter === 'alpha' ? [{ en: 'α is off unless given.', zhCn: '未指定时 α 关闭。' }] : []),
    {
      en: 'One loss an element comes back; soft labels are allowed.',
      zhCn: '返回逐元素的损失；允许使用软标签。',
    },
  ],
  source: 'optax 0.2.8, optax/losses/_classification.py',
};
