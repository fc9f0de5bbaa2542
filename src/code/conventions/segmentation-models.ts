import { type Convention, isBefore, neverOff } from './convention';

const probabilities: Omit<Convention, 'id' | 'callables' | 'parameters' | 'alphaRole' | 'notes'> = {
  library: 'segmentation_models',
  family: 'focal',
  isAlphaOff: neverOff,
  expectedInput: () => 'probabilities',
  defaultReduction: 'mean',
  softTargets: 'lossesMixed',
  source: 'segmentation_models 1.0.1 and segmentation_models_3D 1.1.1, base/functional.py',
};

const TAKES_PROBABILITIES = { en: 'Takes probabilities.', zhCn: '输入为概率。' };

/** The names of both packages of Keras: for images and for volumes. */
function inBoth(name: string): string[] {
  return ['segmentation_models', 'segmentation_models_3D'].map((root) => `${root}.losses.${name}`);
}

const binary: Convention = {
  ...probabilities,
  id: 'segmentation_models.BinaryFocalLoss',
  others: [],
  callables: inBoth('BinaryFocalLoss'),
  parameters: [
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  alphaRole: (given) => (isBefore(given) ? 'everyClass' : 'positives'),
  changed: { distribution: 'segmentation-models', version: '1.0.1' },
  notes: (parameter, given) => [
    TAKES_PROBABILITIES,
    ...(parameter === 'alpha' && given.installed === undefined
      ? [
          {
            en: 'Since 1.0.1 negatives are weighted by 1 − α; before, α scaled both classes alike.',
            zhCn: '自 1.0.1 起负样本的权重为 1 − α；此前 α 对两个类别作相同的缩放。',
          },
        ]
      : []),
  ],
};

const categorical: Convention = {
  ...probabilities,
  id: 'segmentation_models.CategoricalFocalLoss',
  others: [],
  callables: inBoth('CategoricalFocalLoss'),
  parameters: [{ name: 'alpha', default: 0.25 }, { name: 'gamma', default: 2 }, { name: 'class_indexes' }],
  alphaRole: () => 'everyClass',
  notes: () => [
    TAKES_PROBABILITIES,
    {
      en: 'A single α only scales the loss. The mean is over the classes too: C times smaller than one over pixels.',
      zhCn: '单个 α 只缩放损失。平均也对类别进行：比仅对像素取平均小 C 倍。',
    },
  ],
};

/** The losses of segmentation_models and segmentation_models_3D, which are of Keras. */
export const segmentationModelsConventions: readonly Convention[] = [binary, categorical];
