import { describe, expect, it } from 'vitest';
import { type FingerprintContext, fingerprintsOf } from '../../../../src/check/explain/fingerprints';
import { readPrinted } from '../../../../src/check/explain/printed-value';

function found(text: string, context: FingerprintContext = {}) {
  const printed = readPrinted(text);
  return printed === null ? null : fingerprintsOf(printed, context);
}

describe('a loss value without its data', () => {
  // ln 2, ln 2 / 4 and its shares by α, −ln of a clamp, ln of the smallest normal float32, ln(1 + 1 / e), ln 1000.
  it.each([
    ['0.6931', { id: 'one-half', gamma: 0, alpha: null }],
    ['0.1733', { id: 'one-half', gamma: 2, alpha: null }],
    ['0.1300', { id: 'one-half', gamma: 2, alpha: 0.75 }],
    ['9.2103', { id: 'clamp', limit: '1e-4' }],
    ['16.118', { id: 'clamp', limit: '1e-7' }],
    ['27.63', { id: 'clamp', limit: '1e-12' }],
    ['15.9424', { id: 'below-one' }],
    ['87.3365', { id: 'smallest', isNormal: true }],
    ['0.3133', { id: 'two-sigmoids' }],
    ['6.9078', { id: 'equal-classes', gamma: 0, classes: 1000 }],
    ['-220', { id: 'negative' }],
  ])('%s is recognised', (text, fingerprint) => {
    expect(found(text)).toContainEqual(expect.objectContaining(fingerprint));
  });

  it.each([
    ['0.1733', { gamma: 2, alpha: null }],
    ['0.0433', { gamma: 2, alpha: 0.25 }],
  ])('%s is first of all the focal loss with the usual γ', (text, fingerprint) => {
    expect(found(text)?.[0]).toMatchObject(fingerprint);
  });

  it.each(['0.24185', '3.3', '0.7'])('%s tells nothing', (text) => {
    expect(found(text)).toEqual([]);
  });

  // By hand: 0.1 · ln 2 / 2^2.5, 0.9^2.5 · ln 10, 0.1 · 0.99⁴ · ln 100.
  it.each([
    ['0.012253', { alpha: 0.9, gamma: 2.5 }, { id: 'one-half', gamma: 2.5, alpha: 0.1 }],
    ['1.7694', { gamma: 2.5 }, { id: 'equal-classes', gamma: 2.5, classes: 10, alpha: null }],
    ['0.44237', { alpha: 0.1, gamma: 4 }, { id: 'prior', gamma: 4, isPositive: true, alpha: 0.1 }],
  ])('%s is recognised with the α and γ of the loss alone', (text, context, fingerprint) => {
    expect(found(text, context)).toContainEqual(expect.objectContaining(fingerprint));
    expect(found(text)).toEqual([]);
  });
});
