import { type Convention, neverOff, offWhenNegative } from './convention';

const focal: Pick<
  Convention,
  'family' | 'alphaRole' | 'isAlphaOff' | 'expectedInput' | 'defaultReduction' | 'softTargets'
> = {
  family: 'focal',
  alphaRole: () => 'positives',
  isAlphaOff: offWhenNegative,
  expectedInput: () => 'logits',
  defaultReduction: 'other',
  softTargets: 'ptMixed',
};

/** Deformable DETR and what followed it: DAB, DINO, Hugging Face's DETR family. */
const detr: Convention = {
  ...focal,
  id: 'detr.sigmoid_focal_loss',
  library: 'DETR',
  callables: [
    'models.segmentation.sigmoid_focal_loss',
    'models.dino.utils.sigmoid_focal_loss',
    'segmentation.sigmoid_focal_loss',
    'transformers.loss.loss_for_object_detection.sigmoid_focal_loss',
    'transformers.loss.loss_grounding_dino.sigmoid_focal_loss',
    'detrex.modeling.criterion.criterion.sigmoid_focal_loss',
    'rfdetr.models.criterion.sigmoid_focal_loss',
  ],
  parameters: [
    { name: 'inputs' },
    { name: 'targets' },
    { name: 'num_boxes' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  notes: () => [
    {
      en: 'The third argument is the number of boxes, averaged over all processes: the loss is divided by it, after a mean over the queries (Grounding DINO: a sum).',
      zhCn: '第三个参数是框的数量，即所有进程的平均值：损失先沿查询取平均（Grounding DINO 为求和），再除以该数量。',
    },
  ],
  source: 'Deformable-DETR models/segmentation.py; transformers 5.24, loss/loss_for_object_detection.py',
};

const maskFormer: Convention = {
  ...detr,
  id: 'maskformer.sigmoid_focal_loss',
  library: 'Transformers',
  callables: ['transformers.models.maskformer.modeling_maskformer.sigmoid_focal_loss'],
  parameters: [
    { name: 'inputs' },
    { name: 'labels' },
    { name: 'num_masks' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
  ],
  notes: () => [
    {
      en: 'The third argument is the number of masks, by which the loss is divided after a mean over the pixels.',
      zhCn: '第三个参数是掩码的数量：损失先沿像素取平均，再除以该数量。',
    },
  ],
  source: 'transformers 5.24.0, models/maskformer/modeling_maskformer.py',
};

/** The names of a configuration of Transformers: of the package, of the model's folder, and of its file. */
function configurationOf(model: string, name: string): string[] {
  const folder = `transformers.models.${model}`;
  return [`transformers.${name}`, `${folder}.${name}`, `${folder}.configuration_${model}.${name}`];
}

const deformable: Convention = {
  ...focal,
  id: 'transformers.DeformableDetrConfig',
  library: 'Transformers',
  callables: [
    ...configurationOf('deformable_detr', 'DeformableDetrConfig'),
    ...configurationOf('conditional_detr', 'ConditionalDetrConfig'),
    ...configurationOf('dab_detr', 'DabDetrConfig'),
    ...configurationOf('grounding_dino', 'GroundingDinoConfig'),
    ...configurationOf('mm_grounding_dino', 'MMGroundingDinoConfig'),
  ],
  parameters: [{ name: 'focal_alpha', default: 0.25, keywordOnly: true }],
  parameterNames: { alpha: 'focal_alpha' },
  notes: () => [
    {
      en: 'γ is fixed at 2. The loss is divided by the number of boxes.',
      zhCn: 'γ 固定为 2。损失除以框的数量。',
    },
  ],
  source: 'transformers 5.24.0, loss/loss_deformable_detr.py, loss/loss_grounding_dino.py',
};

const rtDetr: Convention = {
  ...deformable,
  id: 'transformers.RTDetrConfig',
  family: 'varifocal',
  callables: [
    ...configurationOf('rt_detr', 'RTDetrConfig'),
    ...configurationOf('rt_detr_v2', 'RTDetrV2Config'),
    ...configurationOf('d_fine', 'DFineConfig'),
  ],
  parameters: [
    { name: 'focal_loss_alpha', default: 0.75, keywordOnly: true },
    { name: 'focal_loss_gamma', default: 2, keywordOnly: true },
  ],
  parameterNames: { alpha: 'focal_loss_alpha', gamma: 'focal_loss_gamma' },
  alphaRole: () => 'negativesOnly',
  isAlphaOff: neverOff,
  notes: () => [
    {
      en: 'The loss is varifocal: a positive is weighted by its IoU. `matcher_alpha` and `matcher_gamma` belong to the cost that matches queries with objects.',
      zhCn: '该损失为 varifocal：正样本以其 IoU 加权。`matcher_alpha` 和 `matcher_gamma` 属于将查询与目标匹配的代价。',
    },
  ],
  source: 'transformers 5.24.0, loss/loss_rt_detr.py, loss/loss_d_fine.py',
};

/** The criterion in the configurations of RT-DETR and what followed it, where its losses contain `vfl`. */
const rtDetrCriterion: Convention = {
  ...rtDetr,
  id: 'rtdetr.SetCriterion',
  library: 'RT-DETR',
  callables: [],
  parameters: [
    { name: 'alpha', default: 0.2 },
    { name: 'gamma', default: 2 },
  ],
  parameterNames: {},
  notes: () => [
    {
      en: 'The loss `vfl` is varifocal: a positive is weighted by its IoU. The α and γ of the matcher belong to the cost that matches queries with objects.',
      zhCn: '损失 `vfl` 为 varifocal：正样本以其 IoU 加权。matcher 的 α 和 γ 属于将查询与目标匹配的代价。',
    },
  ],
  source: 'RT-DETR main, rtdetr_pytorch/src/zoo/rtdetr/rtdetr_criterion.py, rtdetrv2_criterion.py',
};

const deim: Convention = {
  ...rtDetr,
  id: 'transformers.Deimv2Config',
  callables: configurationOf('deimv2', 'Deimv2Config'),
  alphaRole: () => 'off',
  notes: (parameter) => [
    parameter === 'alpha'
      ? {
          en: 'The default loss does not read `focal_loss_alpha`: it takes its α from `mal_alpha`, which is off unless given.',
          zhCn: '默认的损失不读取 `focal_loss_alpha`：其 α 取自 `mal_alpha`，未指定时关闭。',
        }
      : {
          en: 'The default loss raises both the target of a positive and the probability of a negative to γ.',
          zhCn: '默认的损失对正样本的目标值和负样本的概率都取 γ 次方。',
        },
  ],
  source: 'transformers 5.24.0, loss/loss_deimv2.py',
};

const lwDetr: Convention = {
  ...deformable,
  id: 'transformers.LwDetrConfig',
  family: 'varifocal',
  callables: [...configurationOf('lw_detr', 'LwDetrConfig'), ...configurationOf('rf_detr', 'RfDetrConfig')],
  alphaRole: () => 'exponent',
  isAlphaOff: neverOff,
  notes: () => [
    {
      en: 'α is an exponent: the target of a positive is p^α · IoU^(1 − α). γ is fixed at 2, on the negatives alone.',
      zhCn: 'α 是指数：正样本的目标值为 p^α · IoU^(1 − α)。γ 固定为 2，只作用于负样本。',
    },
  ],
  source: 'transformers 5.24.0, loss/loss_lw_detr.py',
};

const detrex: Convention = {
  ...focal,
  id: 'detrex.FocalLoss',
  library: 'detrex',
  callables: ['detrex.modeling.losses.FocalLoss', 'detrex.modeling.losses.focal_loss.FocalLoss'],
  parameters: [
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
    { name: 'loss_weight' },
    { name: 'activated', isSwitch: true },
  ],
  expectedInput: (given) => (given.text('activated') === 'True' ? 'probabilities' : 'logits'),
  defaultReduction: 'mean',
  notes: (parameter) =>
    parameter === 'alpha' ? [{ en: 'α below 0 switches α off.', zhCn: 'α 小于 0 时关闭 α。' }] : [],
  source: 'detrex e244e6c3, detrex/modeling/losses/focal_loss.py',
};

const detrexFunction: Convention = {
  ...detrex,
  id: 'detrex.sigmoid_focal_loss',
  callables: [
    'detrex.modeling.losses.sigmoid_focal_loss',
    'detrex.modeling.losses.focal_loss.sigmoid_focal_loss',
  ],
  parameters: [
    { name: 'preds' },
    { name: 'targets' },
    { name: 'weight' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'reduction' },
    { name: 'avg_factor' },
  ],
  expectedInput: () => 'logits',
};

const sam2: Convention = {
  ...focal,
  id: 'sam2.MultiStepMultiMasksAndIous',
  library: 'SAM 2',
  callables: ['training.loss_fns.MultiStepMultiMasksAndIous'],
  parameters: [
    { name: 'weight_dict' },
    { name: 'focal_alpha', default: 0.25 },
    { name: 'focal_gamma', default: 2 },
  ],
  parameterNames: { alpha: 'focal_alpha', gamma: 'focal_gamma' },
  notes: () => [
    {
      en: 'These are for the masks; `focal_alpha_obj_score` (off by default) and `focal_gamma_obj_score` (0) are for the object score.',
      zhCn: '这两个参数用于掩码；`focal_alpha_obj_score`（默认关闭）和 `focal_gamma_obj_score`（0）用于目标得分。',
    },
  ],
  source: 'sam2 2b90b9f5, training/loss_fns.py',
};

const sam2Function: Convention = {
  ...sam2,
  id: 'sam2.sigmoid_focal_loss',
  callables: ['training.loss_fns.sigmoid_focal_loss'],
  parameters: [
    { name: 'inputs' },
    { name: 'targets' },
    { name: 'num_objects' },
    { name: 'alpha', default: 0.25 },
    { name: 'gamma', default: 2 },
    { name: 'loss_on_multimask' },
  ],
  parameterNames: {},
  notes: () => [
    {
      en: 'The third argument is the number of objects, by which the loss is divided after a mean over the pixels.',
      zhCn: '第三个参数是目标的数量：损失先沿像素取平均，再除以该数量。',
    },
  ],
};

export const detrConventions: readonly Convention[] = [
  detr,
  maskFormer,
  deformable,
  rtDetr,
  rtDetrCriterion,
  deim,
  lwDetr,
  detrex,
  detrexFunction,
  sam2,
  sam2Function,
];
