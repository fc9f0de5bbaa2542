import type { Placeholder, Snippet } from '../../snippet';
import asymmetricLoss from './asymmetric-loss.ts?raw' with { type: 'text' };
import focalLoss from './focal-loss.ts?raw' with { type: 'text' };
import softmaxFocalLoss from './softmax-focal-loss.ts?raw' with { type: 'text' };

const gamma: Placeholder = { parameter: 'gamma', before: 'gamma: number = ', value: '2' };

export const TENSORFLOWJS_SNIPPETS: readonly Snippet[] = [
  {
    id: 'tensorflowjs-focal-loss',
    intention: 'loss',
    purpose: 'sigmoidFunction',
    framework: 'TensorFlow.js',
    language: 'typescript',
    title: 'focalLoss (sigmoid)',
    name: 'focalLoss',
    variant: { loss: 'focal', link: 'sigmoid', alpha: 'positives', reduction: 'meanOverPositives' },
    source: focalLoss,
    placeholders: [{ parameter: 'alpha', before: 'alpha: number | null = ', value: '0.25' }, gamma],
    reduction: {
      before: "reduction: 'none' | 'sum' | 'mean' | 'meanOverPositives' = ",
      value: "'meanOverPositives'",
      // Without ignored targets, so that both means are one.
      names: {
        none: "'none'",
        sum: "'sum'",
        mean: "'mean'",
        meanOverAll: "'mean'",
        meanOverPositives: "'meanOverPositives'",
      },
    },
    call: 'const loss = focalLoss({logits}, {targets}, {alpha}, {gamma});',
  },
  {
    id: 'tensorflowjs-softmax-focal-loss',
    intention: 'loss',
    purpose: 'softmaxFunction',
    framework: 'TensorFlow.js',
    language: 'typescript',
    title: 'softmaxFocalLoss',
    name: 'softmaxFocalLoss',
    variant: { loss: 'focal', link: 'softmax', alpha: 'perClass', reduction: 'mean' },
    source: softmaxFocalLoss,
    placeholders: [gamma],
    reduction: {
      before: "reduction: 'none' | 'sum' | 'mean' = ",
      value: "'mean'",
      names: { none: "'none'", sum: "'sum'", mean: "'mean'" },
    },
    call: 'const loss = softmaxFocalLoss({logits}, {targets}, {gamma});',
  },
  {
    id: 'tensorflowjs-asymmetric-loss',
    intention: 'loss',
    purpose: 'asymmetricFunction',
    framework: 'TensorFlow.js',
    language: 'typescript',
    title: 'asymmetricLoss (multi-label)',
    name: 'asymmetricLoss',
    variant: { loss: 'asymmetric', link: 'sigmoid', alpha: 'off', reduction: 'mean' },
    source: asymmetricLoss,
    placeholders: [],
    call: 'const loss = asymmetricLoss({logits}, {targets});',
  },
];
