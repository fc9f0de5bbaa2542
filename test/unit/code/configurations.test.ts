import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../../src/code/configurations/configuration-sites';
import { focalSiteOf } from '../../../src/code/configurations/configured-site';
import { diagnoseConfiguration, faultsOfConfiguration } from '../../../src/code/rules/diagnose-configuration';
import { parser } from './parse';

/** Each site of a configuration: its text, what it gives, and to which loss. */
function sitesOf(text: string): string[] {
  return readConfiguration(text)
    .sites.map(focalSiteOf)
    .map(({ parameter, value, callee, convention, range }) => {
      const given = Array.isArray(value) ? `[${value.join(', ')}]` : String(value ?? '?');
      const library = convention ? ` (${convention.id})` : '';
      return `${text.slice(range.start, range.end)} → ${parameter} ${given} of ${callee ?? '–'}${library}`;
    });
}

/** Each rule that a configuration breaks, with its line. */
function brokenRules(text: string): string[] {
  return faultsOfConfiguration(text, readConfiguration(text)).map(
    ({ diagnostic: { rule, line } }) => `${rule}:${line}`,
  );
}

const MMDET = `model:
  bbox_head:
    type: RetinaHead
    num_classes: 80
    loss_cls:
      type: FocalLoss
      use_sigmoid: true
      gamma: 2.0
      alpha: 0.25
      loss_weight: 1.0
lr_config:
  policy: step
  gamma: 0.1
`;

const HYDRA = `_target_: torchvision.ops.sigmoid_focal_loss
_partial_: true
alpha: 0.25
gamma: 2
reduction: mean
`;

const CARRIED = `loss:
  name: focal
  params: {alpha: [0.5, 0.9, 1.2], gamma: 1.5}
data: {num_classes: 3}
`;

const JSON_TEXT = `{
  "optimizer": {"type": "SGD", "lr": 0.1, "gamma": 0.9},
  "focal_loss": {"alpha": 0.25, "gamma": 2.0},
  "fl_gamma": 0.0
}
`;

describe('a configuration', () => {
  it('has sites where a mapping names a focal loss, and under keys of its own', () => {
    expect(sitesOf(MMDET)).toEqual([
      'gamma: 2.0 → gamma 2 of FocalLoss (mmdet.FocalLoss)',
      'alpha: 0.25 → alpha 0.25 of FocalLoss (mmdet.FocalLoss)',
    ]);
    expect(sitesOf(HYDRA)).toEqual([
      'alpha: 0.25 → alpha 0.25 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
      'gamma: 2 → gamma 2 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)',
    ]);
    expect(sitesOf(CARRIED)).toEqual([
      'alpha: [0.5, 0.9, 1.2] → alpha [0.5, 0.9, 1.2] of focal',
      'gamma: 1.5 → gamma 1.5 of focal',
    ]);
    expect(sitesOf(JSON_TEXT)).toEqual([
      '"alpha": 0.25 → alpha 0.25 of focal_loss',
      '"gamma": 2.0 → gamma 2 of focal_loss',
      '"fl_gamma": 0.0 → gamma 0 of – (yolov5.FocalLoss)',
    ]);
  });

  it.each([
    [
      'PaddleDetection’s, where the key of the loss tells it',
      'bbox_head:\n  loss_class:\n    name: FocalLoss\n    alpha: 0.25\n',
      ['alpha: 0.25 → alpha 0.25 of FocalLoss (ppdet.FocalLoss)'],
    ],
    [
      'none for a FocalLoss of the project',
      '{"loss": {"module": "loss.focal_loss", "type": "FocalLoss", "kwargs": {"alpha": 0.5}}}',
      ['"alpha": 0.5 → alpha 0.5 of FocalLoss'],
    ],
    [
      'none for a name under another key',
      'loss: {name: FocalLoss, gamma: 3}\n',
      ['gamma: 3 → gamma 3 of FocalLoss'],
    ],
    [
      'that of a name beside the arguments',
      'head_loss: torchvision.ops.sigmoid_focal_loss\nhead_loss_params:\n  alpha: 0.3\n',
      ['alpha: 0.3 → alpha 0.3 of sigmoid_focal_loss (torchvision.sigmoid_focal_loss)'],
    ],
    [
      'RT-DETR’s, where its losses contain the varifocal one',
      "RTDETRCriterion:\n  weight_dict: {loss_vfl: 1}\n  losses: ['vfl', 'boxes']\n  alpha: 0.75\n  matcher:\n    alpha: 0.25\n",
      ['alpha: 0.75 → alpha 0.75 of RTDETRCriterion (rtdetr.SetCriterion)'],
    ],
  ])('knows the library: %s', (_, text, sites) => {
    expect(sitesOf(text)).toEqual(sites);
  });

  it('reads the messages of protocol buffers', () => {
    const pipeline = `model { ssd { loss { classification_loss {
  weighted_sigmoid_focal {
    # alpha: 0.9
    alpha: 0.25  # of positives
  }
} } } }
train_config { optimizer { momentum { gamma: 0.1 } } }
heat { penalty_reduced_logistic_focal_loss { alpha: 2.0 beta: 4.0 } }
`;
    const [alpha] = readConfiguration(pipeline).sites;
    expect(sitesOf(pipeline)).toEqual([
      'alpha: 0.25 → alpha 0.25 of weighted_sigmoid_focal (object_detection.weighted_sigmoid_focal)',
      'alpha: 2.0 → alpha 2 of penalty_reduced_logistic_focal_loss (object_detection.penalty_reduced_logistic_focal_loss)',
      'beta: 4.0 → gamma 4 of penalty_reduced_logistic_focal_loss (object_detection.penalty_reduced_logistic_focal_loss)',
    ]);
    expect(alpha?.bothParameters).toEqual({ alpha: 0.25, gamma: 2 });
    expect(brokenRules(pipeline.replace('alpha: 0.25', 'alpha: 25'))).toEqual(['alpha-range:4']);
  });

  it.each([
    'loss: FocalTverskyLoss\nloss_params: {alpha: 0.3, gamma: 0.75}\n',
    'losses: [bce, boxes]\nweight_dict: {bce: 1}\nalpha: 0.75\nvfl: false\n',
    'focal_length: 35\nalpha: 0.2\ngamma: 2.2\n',
    'camera:\n  focal: {gamma: 2.2}\n  lr: 0.1\n',
    'loss:\n  type: FocalLoss\n  alpha: [0.25\n',
    'loss: {type: TverskyLoss, alpha: 0.3, beta: 0.7}\nnote: not focal\n',
    'loss: FocalLoss\noptimizer: {type: Adam, lr: 0.001}\nscheduler: {gamma: 0.5}\n',
    '{"focal": {"model": "FocalNet"}, "scheduler": {"gamma": 0.1}}',
    '- focal\n- gamma\n',
    '',
  ])('has none in %j', (text) => {
    expect(sitesOf(text)).toEqual([]);
  });
});

describe('the rules in a configuration', () => {
  it.each([
    [
      'alpha-length:6',
      'model:\n  classes: [crane, container, truck]\n  num_classes: 3\nloss:\n  type: FocalLoss\n  alpha: [0.5, 0.9]\n  gamma: 2.0\n',
    ],
    ['alpha-length:3', CARRIED.replace('num_classes: 3', 'nc: 4')],
    ['alpha-length:2', '{"focal_loss": {"num_classes": 5,\n "alpha": [0.1, 0.2], "gamma": 2}}'],
    [
      'alpha-gamma-exchanged:9',
      MMDET.replace('gamma: 2.0', 'gamma: 0.25').replace('alpha: 0.25', 'alpha: 2.0'),
    ],
    [
      'alpha-gamma-exchanged:3',
      HYDRA.replace('alpha: 0.25', 'alpha: 2').replace('gamma: 2\n', 'gamma: 0.25\n'),
    ],
    [
      'alpha-gamma-exchanged:3',
      JSON_TEXT.replace('"alpha": 0.25, "gamma": 2.0', '"alpha": 2.0, "gamma": 0.25'),
    ],
    ['alpha-range:9', MMDET.replace('alpha: 0.25', 'alpha: 25')],
    ['alpha-range:3', HYDRA.replace('alpha: 0.25', 'alpha: 1.5')],
    ['alpha-range:9', MMDET.replace('alpha: 0.25', 'alpha: -0.25')],
    ['gamma-negative:8', MMDET.replace('gamma: 2.0', 'gamma: -2.0')],
    ['gamma-negative:3', CARRIED.replace('1.5', '-1')],
    ['gamma-negative:3', JSON_TEXT.replace('2.0', '-2.0')],
    ['gamma-zero:8', MMDET.replace('gamma: 2.0', 'gamma: 0')],
    ['gamma-zero:4', HYDRA.replace('gamma: 2', 'gamma: 0')],
    ['gamma-zero:3', JSON_TEXT.replace('2.0', '0')],
    ['alpha-degenerate:9', MMDET.replace('alpha: 0.25', 'alpha: 1')],
    ['unknown-option:8', MMDET.replace('gamma: 2.0', 'gama: 2.0')],
    ['unknown-option:7', MMDET.replace('use_sigmoid', 'use_sigmod')],
    ['unknown-option:3', HYDRA.replace('alpha', 'alhpa')],
    ['unknown-option:5', HYDRA.replace('reduction', 'weight')],
    ['unknown-option:4', 'class_path: monai.losses.FocalLoss\ninit_args:\n  gamma: 2.0\n  smooth: 0.1\n'],
    ['unknown-option:1', '{"_target_": "monai.losses.FocalLoss", "gammma": 3.0}'],
    ['keras-alpha-ignored:3', 'loss:\n  class_name: keras.losses.BinaryFocalCrossentropy\n  alpha: 0.9\n'],
  ])('find %s', (expected, text) => {
    expect(brokenRules(text)).toContain(expected);
  });

  it.each([
    MMDET,
    HYDRA,
    CARRIED,
    HYDRA.replace('alpha: 0.25', 'alpha: -1'),
    MMDET.replace('gamma: 2.0', 'gamma: 2.0\n      gama: 2.0'),
    MMDET.replace('loss_weight', 'weight'),
    MMDET.replace('FocalLoss', 'TidalFocalLoss').replace('gamma: 2.0', 'gama: 2.0'),
    HYDRA.replace('gamma: 2', 'gamma: 0.5'),
    MMDET.replace('alpha: 0.25', 'alpha: search'),
    MMDET.replace('alpha: 0.25', 'alpha: 25  # focal-loss: ignore[alpha-range]'),
    JSON_TEXT.replace('"fl_gamma": 0.0', '"fl_gamma": 1.5'),
    CARRIED.replace('data: {num_classes: 3}', 'train: {num_classes: 4}\ntest: {num_classes: 3}'),
    'loss:\n  class_name: keras.losses.BinaryFocalCrossentropy\n  apply_class_balancing: true\n  alpha: 0.9\n',
  ])('find nothing in %j', (text) => {
    expect(brokenRules(text)).toEqual([]);
  });
});

describe('the losses that a configuration names', () => {
  it('are run with the values that it gives, at the place of their mapping', async () => {
    const { losses } = await diagnoseConfiguration(parser, MMDET);
    const [loss] = losses;
    expect(losses.length).toBe(1);
    expect(loss?.verdict).toMatchObject({ kind: 'configuration', name: 'FocalLoss', line: 6 });
    expect(loss?.verdict.computes).toMatchObject({
      link: 'sigmoid',
      alphaRole: 'positives',
      gammaIsExponentOf: '1-p_t',
      reduction: 'mean',
    });
    const range = loss?.verdict.range;
    expect(MMDET.slice(range?.start, range?.end)).toMatch(/^type: FocalLoss[\s\S]*loss_weight: 1\.0\n$/);
  });

  it('are those of the library whose heads have such a key', () => {
    const text = 'decode_head:\n  loss_decode:\n    type: FocalLoss\n    gamma: 2.0\n';
    expect(sitesOf(text)).toEqual(['gamma: 2.0 → gamma 2 of FocalLoss (mmseg.FocalLoss)']);
    expect(readConfiguration(text).losses.map(({ python }) => python)).toEqual([
      '{"type": "mmseg.FocalLoss", "gamma": 2}',
    ]);
  });

  it('are those of MONAI in its bundles, and those with a module in Hydra', async () => {
    const bundle = '{"loss": {"_target_": "FocalLoss", "to_onehot_y": true, "gamma": 2.0}}';
    const named = (text: string) => readConfiguration(text).losses.map(({ python }) => python);
    expect(named(bundle)).toEqual(['{"type": "monai.losses.FocalLoss", "to_onehot_y": True, "gamma": 2}']);
    expect(sitesOf(bundle)).toEqual(['"gamma": 2.0 → gamma 2 of FocalLoss (monai.FocalLoss)']);
    expect(named(HYDRA)[0]).toContain('"type": "torchvision.ops');
    const { losses } = await diagnoseConfiguration(parser, `${bundle}`);
    expect(losses.map(({ verdict }) => verdict.computes?.link)).toEqual(['sigmoid']);
  });

  it('are none where their values stand in a mapping within', () => {
    expect(readConfiguration(CARRIED).losses).toEqual([]);
  });
});
