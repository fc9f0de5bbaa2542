import { expect, it } from 'vitest';
import { snippetById } from '../../../src/snippets/catalogue';
import { snippetForFinding } from '../../../src/snippets/for-finding';

it.each(['sigmoid', 'softmax'] as const)('a %s finding names a snippet of the catalogue', (link) => {
  const named = snippetForFinding('probabilities-as-logits', link);
  expect(named).toBeDefined();
  expect(snippetById(named?.id ?? '')).toMatchObject({ ...named });
});

it('a finding without a remedy by another loss names no snippet', () => {
  expect(snippetForFinding('label-noise', 'sigmoid')).toBeUndefined();
});
