import * as v from 'valibot';
import { expect, it } from 'vitest';
import {
  fromPlotPageSchema,
  givenParametersSchema,
  READ_CURVES,
  toPlotPageSchema,
} from '../../../src/protocol/plot';

it.each([
  { type: 'open', defaults: { alpha: 0.25, gamma: 2 } },
  { type: 'show', parameters: { alpha: null } },
  { type: 'show', parameters: {} },
  { type: 'ask', id: 1, question: 'readCurves', request: { probability: 0.9 } },
  { type: 'exportOutcome', outcome: 'saved', message: 'Saved focal-loss.svg.' },
])('the page accepts $type', (message) => {
  expect(v.parse(toPlotPageSchema, message)).toEqual(message);
});

it.each([
  { type: 'open', defaults: { alpha: 2, gamma: 2 } },
  { type: 'open', defaults: { alpha: 0.25 } },
  { type: 'show', parameters: { gamma: Number.NaN } },
  { type: 'show', parameters: { gamma: 11 } },
  { type: 'show', parameters: { alpha: undefined } },
  { type: 'ask', id: 1, question: 'readCurves' },
  { type: 'close' },
  'open',
])('the page refuses %j', (message) => {
  expect(v.safeParse(toPlotPageSchema, message).success).toBe(false);
});

it.each([
  { type: 'ready' },
  { type: 'insertCode', parameters: { alpha: null, gamma: 0 } },
  { type: 'copyText', format: 'csv', text: 'p_t' },
  { type: 'saveFile', format: 'png', suggestedName: 'focal-loss.png', content: new Uint8Array([137]) },
])('the extension accepts $type', (message) => {
  expect(v.parse(fromPlotPageSchema, message)).toEqual(message);
});

it.each([
  { type: 'insertCode', parameters: { alpha: '0.25', gamma: 0 } },
  { type: 'saveFile', format: 'png', suggestedName: '../focal-loss.png', content: '' },
  { type: 'saveFile', format: 'exe', suggestedName: 'focal-loss.exe', content: '' },
  { type: 'saveFile', format: 'svg', suggestedName: 'focal-loss.svg', content: { path: '/etc/passwd' } },
])('the extension refuses %j', (message) => {
  expect(v.safeParse(fromPlotPageSchema, message).success).toBe(false);
});

it('curves are read between 0 and 1', () => {
  const { request } = READ_CURVES;
  expect(v.parse(request, { probability: 0.9 })).toEqual({ probability: 0.9 });
  expect(v.safeParse(request, { probability: 1 }).success).toBe(false);
  expect(v.safeParse(request, { probability: 0 }).success).toBe(false);
});

it('a message may give either parameter alone', () => {
  expect(v.parse(givenParametersSchema, { gamma: 1 })).toEqual({ gamma: 1 });
});
