import type { Snippet } from '../../snippet';
import saveOutputs from './save_outputs.py?raw' with { type: 'text' };

export const jaxSnippets: readonly Snippet[] = [
  {
    id: 'jax-save-outputs',
    intention: 'save-outputs',
    purpose: 'saveBatches',
    framework: 'JAX',
    language: 'python',
    title: 'save_outputs (JAX)',
    name: 'save_outputs',
    source: saveOutputs,
    placeholders: [],
    call: 'save_outputs("outputs.npz", {apply}, {parameters}, {batches})',
  },
];
