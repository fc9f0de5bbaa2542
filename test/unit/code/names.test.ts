import { describe, expect, it } from 'vitest';
import {
  isFocalLossName,
  isNameOfRelative,
  parameterOfName,
  wordsOfName,
} from '../../../src/code/losses/names';

describe('words of a name', () => {
  it.each([
    ['focal_loss', ['focal', 'loss']],
    ['FocalLossV2', ['focal', 'loss', 'v2']],
    ['FOCAL_LOSS', ['focal', 'loss']],
    ['BCEFocalLoss', ['bce', 'focal', 'loss']],
    ['_focalLoss', ['focal', 'loss']],
    ['focal-alpha', ['focal', 'alpha']],
  ])('%s', (name, words) => {
    expect(wordsOfName(name)).toEqual(words);
  });
});

describe('parameters by name', () => {
  it.each(['alpha', 'α', 'ALPHA', '_alpha', '#alpha'])('%s may be focal loss’s α', (name) => {
    expect(parameterOfName(name)).toEqual({ parameter: 'alpha', certainty: 'shared' });
  });

  it.each(['gamma', 'γ', 'Gamma', 'focusing', 'focusing_parameter'])('%s may be focal loss’s γ', (name) => {
    expect(parameterOfName(name)).toEqual({ parameter: 'gamma', certainty: 'shared' });
  });

  it.each(['focal_gamma', 'FOCAL_LOSS_GAMMA', 'focalGamma', 'fl_gamma', 'gamma_focal', 'focal_loss_gamma'])(
    '%s says so itself',
    (name) => {
      expect(parameterOfName(name)).toEqual({ parameter: 'gamma', certainty: 'own' });
    },
  );

  it.each([
    'lr_gamma',
    'alphabet',
    'gamma_correction',
    'focal_length',
    'focal_lr_gamma',
    'alpha_channel',
    'beta',
    'focal',
  ])('%s is neither α nor γ of focal loss', (name) => {
    expect(parameterOfName(name)).toBeUndefined();
  });
});

describe('focal losses by name', () => {
  it.each([
    'FocalLoss',
    'focal_loss',
    'focalloss',
    'sigmoid_focal_loss',
    'BinaryFocalCrossentropy',
    'DiceFocalLoss',
    'WeightedFocalLoss2',
    'focal',
    'binary_focal',
    'focal_bce',
    'FocalLossConfig',
    'focal_dice_iou_loss',
    'level1_focal_loss',
  ])('%s is a focal loss', (name) => {
    expect(isFocalLossName(name)).toBe(true);
  });

  it.each([
    'FocalNet',
    'FocalModulation',
    'focal_length',
    'focal_point',
    'set_focal_distance',
    'FocalTverskyLoss',
    'FocalFrequencyLoss',
    'DistributionFocalLoss',
    'train_with_focal_loss',
    'plot_focal_loss',
    'BifocalLens',
    'CrossEntropyLoss',
    'focal_eiou_loss',
  ])('%s is not a focal loss', (name) => {
    expect(isFocalLossName(name)).toBe(false);
  });

  it.each(['GaussianFocalLoss', 'VarifocalLoss', 'varifocal_loss', 'FocalTverskyLoss', 'FocalEIoULoss'])(
    '%s is a relative',
    (name) => {
      expect(isNameOfRelative(name)).toBe(true);
    },
  );
});
