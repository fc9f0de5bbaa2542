import { expect, it } from 'vitest';
import { snippetById } from '../../../src/snippets/catalogue';
import { snippetForFinding } from '../../../src/snippets/for-finding';

it.each([
  ['probabilities-as-logits', 'sigmoid'],
  ['probabilities-as-logits', 'softmax'],
  ['prior-bias-missing', 'sigmoid'],
] as const)('%s of a %s names a snippet of the catalogue', (finding, link) => {
  const named = snippetForFinding(finding, link);
  expect(named).toBeDefined();
  expect(snippetById(named?.id ?? '')).toMatchObject({ ...named });
});

it('a finding without a remedy by another loss names no snippet', () => {
  expect(snippetForFinding('label-noise', 'sigmoid')).toBeUndefined();
});
