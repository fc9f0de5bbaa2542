import type { Snippet } from '../../snippet';
import asymmetricLoss from './asymmetric_loss.py?raw' with { type: 'text' };
import priorBias from './prior_bias.py?raw' with { type: 'text' };
import saveOutputs from './save_outputs.py?raw' with { type: 'text' };

export const KERAS_SNIPPETS: readonly Snippet[] = [
  {
    id: 'keras-save-outputs',
    intention: 'save-outputs',
    purpose: 'saveBatches',
    framework: 'Keras',
    language: 'python',
    title: 'save_outputs (Keras)',
    name: 'save_outputs',
    variant: null,
    source: saveOutputs,
    placeholders: [],
    call: 'save_outputs("outputs.npz", {model}, {batches})',
  },
  {
    id: 'keras-asymmetric-loss',
    intention: 'loss',
    purpose: 'asymmetricClass',
    framework: 'Keras',
    language: 'python',
    title: 'AsymmetricLoss (multi-label)',
    name: 'AsymmetricLoss',
    variant: { loss: 'asymmetric', link: 'sigmoid', alpha: 'off', reduction: 'mean' },
    source: asymmetricLoss,
    placeholders: [],
    call: 'loss = AsymmetricLoss()({targets}, {logits})',
  },
  {
    id: 'keras-prior-bias',
    intention: 'start',
    purpose: 'biasInitializer',
    framework: 'Keras',
    language: 'python',
    title: 'prior_bias',
    name: 'prior_bias',
    variant: null,
    source: priorBias,
    placeholders: [],
    call: 'layer = keras.layers.Dense({classes}, bias_initializer=prior_bias(0.01))',
  },
];
