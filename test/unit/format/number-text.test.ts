import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText } from '../../../src/format/count-text';
import {
  exactNumberText,
  numberText,
  percentText,
  pointsText,
  relativeChangeText,
  signedText,
} from '../../../src/format/number-text';
import { shapeText } from '../../../src/format/shape-text';
import { bytesText, compactText } from '../../../src/format/thousands-text';
import { durationText, momentText } from '../../../src/format/time-text';

it.each([
  [0, '0'],
  [-0, '0'],
  [0.1, '0.1'],
  [0.10536051565, '0.1054'],
  [1 / 3, '0.3333'],
  [2.5, '2.5'],
  [-1.5, '−1.5'],
  [0.0001, '0.0001'],
  [0.00001234, '1.234e−5'],
  [-1e-9, '−1e−9'],
  [61_440, '61,440'],
  [61_443, '61,443'],
  [61_443.5, '61,440'],
  [-1234.56, '−1,235'],
  [99_999.9, '100,000'],
  [999_999, '999,999'],
  [999_999.5, '1e6'],
  [7_984_123, '7.984e6'],
  [-1.7976931348623157e308, '−1.798e308'],
  [null, '–'],
  [Number.NaN, '–'],
  [Number.POSITIVE_INFINITY, '∞'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('the number %s is written %s', (value, text) => {
  expect(numberText(value)).toBe(text);
});

it.each([
  [-0.123456, '−0.123456'],
  [1e-7, '1e−7'],
  [-100, '−100'],
])('the number %s with all its digits is %s', (value, text) => {
  expect(exactNumberText(value)).toBe(text);
});

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-1_234_567, '−1,234,567'],
  [9_007_199_254_740_991, '9,007,199,254,740,991'],
])('the count %d is written %s', (value, text) => {
  expect(countText(value)).toBe(text);
});

describe('counts', () => {
  it('are grouped as in English and in Chinese', () => {
    const [english, chinese] = ['en', 'zh-CN'].map((language) => new Intl.NumberFormat(language));
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(countText(count)).toBe(english?.format(count));
        expect(countText(count)).toBe(chinese?.format(count));
      }),
    );
  });
});

it.each([
  [0, '0 %'],
  [0.9224, '92.2 %'],
  [1, '100 %'],
  [0.5 / 100, '0.5 %'],
  [1e-7, '1e−5 %'],
  [1e-9, '< 0.000001 %'],
  [null, '–'],
  [Number.NaN, '–'],
])('the share %s is written %s', (share, text) => {
  expect(percentText(share)).toBe(text);
});

it.each([
  [0.1254, '+12.5 %'],
  [-1, '−100 %'],
  [0, '0 %'],
  [null, '–'],
])('the relative change %s is written %s', (change, text) => {
  expect(relativeChangeText(change)).toBe(text);
});

it.each([
  [-0.1604, '−16.0'],
  [0.5, '+50.0'],
  [0.000_432_1, '+0.0432'],
  [1, '+100'],
  [0, '0.00'],
])('the change of a share by %s is written %s percentage points', (change, text) => {
  expect(pointsText(change)).toBe(text);
});

it.each([
  [0.25, '+0.25'],
  [-3, '−3'],
  [0, '0'],
])('the change %s is written %s', (change, text) => {
  expect(signedText(change)).toBe(text);
});

it.each([
  [0, '0 B'],
  [1, '1 B'],
  [999, '999 B'],
  [1_000, '1 kB'],
  [1_530, '1.53 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [10_000_000_000, '10 GB'],
  [2 ** 53, '9.01 PB'],
])('%d bytes are written %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

it.each([
  [7, '7'],
  [999_400, '999K'],
  [999_600, '1M'],
  [1_234_567_890, '1.23B'],
])('%d is written %s', (value, text) => {
  expect(compactText(value)).toBe(text);
});

it.each([
  [0, '0 s'],
  [5.2, '6 s'],
  [99, '1 min 39 s'],
  [3999, '1 h 6 min'],
])('%d seconds are written %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

it('a moment is written without the fractions of its minute', () => {
  expect(momentText('2026-11-26T11:40:56.123Z')).toBe('2026-11-26 11:40 UTC');
});

it.each([
  [[3, 4], '(3, 4)'],
  [[3], '(3,)'],
  [[], '()'],
])('the shape %j is written %s', (shape, text) => {
  expect(shapeText(shape)).toBe(text);
});
