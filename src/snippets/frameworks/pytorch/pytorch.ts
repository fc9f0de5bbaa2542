import type { Placeholder, ReductionArgument, Snippet } from '../../snippet';
import asymmetricLoss from './asymmetric_loss.py?raw' with { type: 'text' };
import focalLoss from './focal_loss.py?raw' with { type: 'text' };
import saveOutputs from './save_outputs.py?raw' with { type: 'text' };
import sigmoidFocalLoss from './sigmoid_focal_loss.py?raw' with { type: 'text' };
import softmaxFocalLoss from './softmax_focal_loss.py?raw' with { type: 'text' };
import startAtPrior from './start_at_prior.py?raw' with { type: 'text' };

const alphaOfPositives: Placeholder = {
  parameter: 'alpha',
  before: 'alpha: Optional[float] = ',
  value: '0.25',
};
const gamma: Placeholder = { parameter: 'gamma', before: 'gamma: float = ', value: '2.0' };

/** Without ignored targets, so that both means are one. */
const reductionOfSigmoid: ReductionArgument = {
  before: 'reduction: str = ',
  value: '"mean_over_positives"',
  names: {
    none: '"none"',
    sum: '"sum"',
    mean: '"mean"',
    meanOverAll: '"mean"',
    meanOverPositives: '"mean_over_positives"',
  },
};

export const PYTORCH_SNIPPETS: readonly Snippet[] = [
  {
    id: 'pytorch-focal-loss',
    intention: 'loss',
    purpose: 'sigmoidModule',
    framework: 'PyTorch',
    language: 'python',
    title: 'FocalLoss (sigmoid)',
    name: 'FocalLoss',
    variant: { loss: 'focal', link: 'sigmoid', alpha: 'positives', reduction: 'meanOverPositives' },
    source: focalLoss,
    placeholders: [alphaOfPositives, gamma],
    reduction: reductionOfSigmoid,
    call: 'loss = FocalLoss(alpha={alpha}, gamma={gamma})({logits}, {targets})',
  },
  {
    id: 'pytorch-sigmoid-focal-loss',
    intention: 'loss',
    purpose: 'sigmoidFunction',
    framework: 'PyTorch',
    language: 'python',
    title: 'sigmoid_focal_loss',
    name: 'sigmoid_focal_loss',
    variant: { loss: 'focal', link: 'sigmoid', alpha: 'positives', reduction: 'meanOverPositives' },
    source: sigmoidFocalLoss,
    placeholders: [alphaOfPositives, gamma],
    reduction: reductionOfSigmoid,
    call: 'loss = sigmoid_focal_loss({logits}, {targets}, alpha={alpha}, gamma={gamma})',
  },
  {
    id: 'pytorch-softmax-focal-loss',
    intention: 'loss',
    purpose: 'softmaxModule',
    framework: 'PyTorch',
    language: 'python',
    title: 'SoftmaxFocalLoss',
    name: 'SoftmaxFocalLoss',
    variant: { loss: 'focal', link: 'softmax', alpha: 'perClass', reduction: 'mean' },
    source: softmaxFocalLoss,
    placeholders: [gamma],
    reduction: {
      before: 'reduction: str = ',
      value: '"mean"',
      names: { none: '"none"', sum: '"sum"', mean: '"mean"' },
    },
    call: 'loss = SoftmaxFocalLoss(gamma={gamma})({logits}, {targets})',
  },
  {
    id: 'pytorch-save-outputs',
    intention: 'save-outputs',
    purpose: 'saveBatches',
    framework: 'PyTorch',
    language: 'python',
    title: 'save_outputs (PyTorch)',
    name: 'save_outputs',
    variant: null,
    source: saveOutputs,
    placeholders: [],
    call: 'save_outputs("outputs.npz", {model}, {batches})',
  },
  {
    id: 'pytorch-asymmetric-loss',
    intention: 'loss',
    purpose: 'asymmetricModule',
    framework: 'PyTorch',
    language: 'python',
    title: 'AsymmetricLoss (multi-label)',
    name: 'AsymmetricLoss',
    variant: { loss: 'asymmetric', link: 'sigmoid', alpha: 'off', reduction: 'mean' },
    source: asymmetricLoss,
    placeholders: [],
    call: 'loss = AsymmetricLoss()({logits}, {targets})',
  },
  {
    id: 'pytorch-start-at-prior',
    intention: 'start',
    purpose: 'biasOfLayer',
    framework: 'PyTorch',
    language: 'python',
    title: 'start_at_prior',
    name: 'start_at_prior',
    variant: null,
    source: startAtPrior,
    placeholders: [],
    call: 'start_at_prior({layer}, prior=0.01)',
  },
];
