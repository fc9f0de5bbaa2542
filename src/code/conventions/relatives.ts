import { type Convention, neverOff } from './convention';

const relative: Omit<Convention, 'id' | 'library' | 'family' | 'alphaRole' | 'notes' | 'source'> = {
  callables: [],
  parameters: [{ name: 'alpha' }, { name: 'gamma' }],
  isAlphaOff: neverOff,
  expectedInput: () => 'probabilities',
  defaultReduction: 'other',
};

const varifocal: Convention = {
  ...relative,
  id: 'relative.varifocal',
  library: 'Varifocal loss',
  family: 'varifocal',
  alphaRole: () => 'negativesOnly',
  notes: () => [
    {
      en: 'A positive is weighted by its target, which is its IoU; α and γ act on the negatives alone.',
      zhCn: '正样本以其目标值（即 IoU）加权；α 和 γ 只作用于负样本。',
    },
  ],
  source: 'Zhang et al. 2021',
};

const heatMap: Convention = {
  ...relative,
  id: 'relative.gaussianFocal',
  library: 'CornerNet',
  family: 'gaussianFocal',
  alphaRole: () => 'exponent',
  notes: () => [],
  source: 'Law & Deng 2018',
};

const cost: Convention = {
  ...relative,
  id: 'relative.cost',
  library: 'DETR',
  family: 'focal',
  alphaRole: () => 'positives',
  notes: () => [
    {
      en: 'This is the cost that matches queries with objects, not the training loss.',
      zhCn: '这是将查询与目标匹配的代价，不是训练损失。',
    },
  ],
  source: 'Deformable-DETR main, models/matcher.py',
};

/** Formulas that code writes out under names of their own, without a library. */
export const relativeConventions: readonly Convention[] = [varifocal, heatMap, cost];
