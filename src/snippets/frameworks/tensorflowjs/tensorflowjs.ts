import type { Placeholder, Snippet } from '../../snippet';
import focalLoss from './focal-loss.ts?raw' with { type: 'text' };
import softmaxFocalLoss from './softmax-focal-loss.ts?raw' with { type: 'text' };

const gamma: Placeholder = { parameter: 'gamma', before: 'gamma: number = ', value: '2' };

export const tensorflowjsSnippets: readonly Snippet[] = [
  {
    id: 'tensorflowjs-focal-loss',
    purpose: 'sigmoidFunction',
    framework: 'TensorFlow.js',
    language: 'typescript',
    title: 'focalLoss (sigmoid)',
    name: 'focalLoss',
    source: focalLoss,
    placeholders: [{ parameter: 'alpha', before: 'alpha: number | null = ', value: '0.25' }, gamma],
  },
  {
    id: 'tensorflowjs-softmax-focal-loss',
    purpose: 'softmaxFunction',
    framework: 'TensorFlow.js',
    language: 'typescript',
    title: 'softmaxFocalLoss',
    name: 'softmaxFocalLoss',
    source: softmaxFocalLoss,
    placeholders: [gamma],
  },
];
