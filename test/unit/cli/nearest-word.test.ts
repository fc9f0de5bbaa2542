import { expect, it } from 'vitest';
import { nearestWord } from '../../../src/cli/nearest-word';

const OPTIONS = ['alpha', 'gamma', 'json', 'link', 'logits', 'targets'];

it.each([
  ['gama', 'gamma'],
  ['aplha', 'alpha'],
  ['target', 'targets'],
  ['logit', 'logits'],
  ['verbose', null],
  ['x', null],
])('the word nearest to %s is %s', (typed, nearest) => {
  expect(nearestWord(typed, OPTIONS)).toBe(nearest);
});
