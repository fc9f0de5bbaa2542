import type { Snippet } from '../../snippet';
import asymmetricLoss from './asymmetric_loss.py?raw' with { type: 'text' };
import priorBias from './prior_bias.py?raw' with { type: 'text' };
import saveOutputs from './save_outputs.py?raw' with { type: 'text' };

export const JAX_SNIPPETS: readonly Snippet[] = [
  {
    id: 'jax-save-outputs',
    intention: 'save-outputs',
    purpose: 'saveBatches',
    framework: 'JAX',
    language: 'python',
    title: 'save_outputs (JAX)',
    name: 'save_outputs',
    variant: null,
    source: saveOutputs,
    placeholders: [],
    call: 'save_outputs("outputs.npz", {apply}, {parameters}, {batches})',
  },
  {
    id: 'jax-asymmetric-loss',
    intention: 'loss',
    purpose: 'asymmetricFunction',
    framework: 'JAX',
    language: 'python',
    title: 'asymmetric_loss (multi-label)',
    name: 'asymmetric_loss',
    variant: { loss: 'asymmetric', link: 'sigmoid', alpha: 'off', reduction: 'none' },
    source: asymmetricLoss,
    placeholders: [],
    call: 'loss = asymmetric_loss({logits}, {targets}).mean()',
  },
  {
    id: 'jax-prior-bias',
    intention: 'start',
    purpose: 'biasInitializer',
    framework: 'JAX',
    language: 'python',
    title: 'prior_bias',
    name: 'prior_bias',
    variant: null,
    source: priorBias,
    placeholders: [],
    call: 'bias_init = prior_bias(0.01)',
  },
];
