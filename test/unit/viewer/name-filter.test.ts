import { expect, it } from 'vitest';
import { matchesFilter } from '../../../webview/viewer/name-filter';

it.each([
  ['', true],
  ['  ', true],
  ['attn', true],
  ['ATTN', true],
  ['11 weight', true],
  ['weight 11', true],
  ['layers.11.', true],
  ['bias', false],
  ['attn bias', false],
])('the filter "%s" matches model.layers.11.attn.Weight: %s', (filter, expected) => {
  expect(matchesFilter('model.layers.11.attn.Weight', filter)).toBe(expected);
});
