import type { Placeholder, Snippet } from '../../snippet';
import focalLoss from './focal_loss.py?raw' with { type: 'text' };
import sigmoidFocalLoss from './sigmoid_focal_loss.py?raw' with { type: 'text' };
import softmaxFocalLoss from './softmax_focal_loss.py?raw' with { type: 'text' };

const alphaOfPositives: Placeholder = {
  parameter: 'alpha',
  before: 'alpha: Optional[float] = ',
  value: '0.25',
};
const gamma: Placeholder = { parameter: 'gamma', before: 'gamma: float = ', value: '2.0' };

export const pytorchSnippets: readonly Snippet[] = [
  {
    id: 'pytorch-focal-loss',
    purpose: 'sigmoidModule',
    framework: 'PyTorch',
    language: 'python',
    title: 'FocalLoss (sigmoid)',
    name: 'FocalLoss',
    source: focalLoss,
    placeholders: [alphaOfPositives, gamma],
  },
  {
    id: 'pytorch-sigmoid-focal-loss',
    purpose: 'sigmoidFunction',
    framework: 'PyTorch',
    language: 'python',
    title: 'sigmoid_focal_loss',
    name: 'sigmoid_focal_loss',
    source: sigmoidFocalLoss,
    placeholders: [alphaOfPositives, gamma],
  },
  {
    id: 'pytorch-softmax-focal-loss',
    purpose: 'softmaxModule',
    framework: 'PyTorch',
    language: 'python',
    title: 'SoftmaxFocalLoss',
    name: 'SoftmaxFocalLoss',
    source: softmaxFocalLoss,
    placeholders: [gamma],
  },
];
