import { describe, expect, it } from 'vitest';
import { progressAtIntervals, progressText } from '../../../src/check/progress';
import { en } from '../../../src/messages/en';

describe('progressText', () => {
  it.each([
    [
      { bytes: 500_000_000, totalBytes: 2_000_000_000, elements: 100_000_000 },
      2000,
      '25 % of 2 GB, 50M elements/s, 6 s left',
    ],
    [{ bytes: 1, totalBytes: 100, elements: 1 }, 1000, '1 % of 100 B, 1 elements/s, 1 min 39 s left'],
    [{ bytes: 1, totalBytes: 4001, elements: 20 }, 1000, '0 % of 4 kB, 20 elements/s, 1 h 6 min left'],
    [
      { bytes: 1000, totalBytes: 999_600, elements: 1_234_567_890 },
      1000,
      '0 % of 1 MB, 1.23B elements/s, 16 min 39 s left',
    ],
    [{ bytes: 50, totalBytes: 100, elements: 999_600 }, 1000, '50 % of 100 B, 1M elements/s, 1 s left'],
    [{ bytes: 50, totalBytes: 100, elements: 999_400 }, 1000, '50 % of 100 B, 999K elements/s, 1 s left'],
    [{ bytes: 0, totalBytes: 12_345_678, elements: 0 }, 100, '0 % of 12.3 MB, 0 elements/s'],
    [{ bytes: 100, totalBytes: 100, elements: 7 }, 1000, '100 % of 100 B, 7 elements/s, 0 s left'],
  ])('%j after %d ms', (progress, milliseconds, text) => {
    expect(progressText(progress, milliseconds, en)).toBe(text);
  });
});

describe('progress at intervals', () => {
  it('measures the time of a second pass from the start of that pass', () => {
    let time = 0;
    const told: number[] = [];
    const tell = progressAtIntervals(
      (_, milliseconds) => told.push(milliseconds),
      () => time,
    );
    const at = (moment: number, bytes: number) => {
      time = moment;
      tell({ bytes, totalBytes: 100, elements: bytes });
    };
    at(1000, 50);
    at(2000, 100);
    at(2050, 10);
    at(2450, 90);
    expect(told).toEqual([1000, 2000, 400]);
  });
});
