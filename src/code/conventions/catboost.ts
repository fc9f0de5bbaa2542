import { type Convention, neverOff } from './convention';

/** The objective and the metric that CatBoost has built in, which a text names: `"Focal:focal_alpha=0.25;focal_gamma=2"`. */
export const catboost: Convention = {
  id: 'catboost.Focal',
  library: 'CatBoost',
  family: 'focal',
  callables: [],
  parameters: [{ name: 'focal_alpha' }, { name: 'focal_gamma' }],
  parameterNames: { alpha: 'focal_alpha', gamma: 'focal_gamma' },
  alphaRole: () => 'positives',
  isAlphaOff: neverOff,
  isAlphaRefused: (value) => typeof value === 'number' && (value <= 0 || value >= 1),
  expectedInput: () => 'logits',
  defaultReduction: 'mean',
  notes: (parameter) => [
    parameter === 'alpha'
      ? {
          en: 'Both must be given; α must lie between 0 and 1, without these.',
          zhCn: '两者都必须给出；α 必须在 0 与 1 之间，不含两端。',
        }
      : {
          en: 'Both must be given; γ must be above 0.',
          zhCn: '两者都必须给出；γ 必须大于 0。',
        },
  ],
  source: 'CatBoost 1.2.10, catboost/libs/metrics/metric.cpp, and its exceptions',
};
