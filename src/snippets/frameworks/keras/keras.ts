import type { Snippet } from '../../snippet';
import saveOutputs from './save_outputs.py?raw' with { type: 'text' };

export const kerasSnippets: readonly Snippet[] = [
  {
    id: 'keras-save-outputs',
    intention: 'save-outputs',
    purpose: 'saveBatches',
    framework: 'Keras',
    language: 'python',
    title: 'save_outputs (Keras)',
    name: 'save_outputs',
    source: saveOutputs,
    placeholders: [],
    call: 'save_outputs("outputs.npz", {model}, {batches})',
  },
];
