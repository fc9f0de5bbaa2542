import { describe, expect, it } from 'vitest';
import { ProgressLine, progressText } from '../../../src/cli/progress-line';

describe('progressText', () => {
  it.each([
    [
      { bytes: 500_000_000, totalBytes: 2_000_000_000, elements: 100_000_000 },
      2000,
      '25 % of 2 GB, 50M elements/s, 6 s left',
    ],
    [{ bytes: 1, totalBytes: 100, elements: 1 }, 1000, '1 % of 100 B, 1 elements/s, 1 min 39 s left'],
    [{ bytes: 1, totalBytes: 4001, elements: 20 }, 1000, '0 % of 4 kB, 20 elements/s, 1 h 6 min left'],
    [{ bytes: 0, totalBytes: 12_345_678, elements: 0 }, 100, '0 % of 12.3 MB, 0 elements/s'],
    [{ bytes: 100, totalBytes: 100, elements: 7 }, 1000, '100 % of 100 B, 7 elements/s, 0 s left'],
  ])('%j after %d ms', (progress, milliseconds, text) => {
    expect(progressText(progress, milliseconds)).toBe(text);
  });
});

describe('the progress line', () => {
  const progress = { bytes: 10, totalBytes: 100, elements: 10 };
  const start = (columns = 80) => {
    const written: string[] = [];
    const clock = { time: 0 };
    const terminal = { write: (text: string) => written.push(text), columns };
    return { written, clock, line: new ProgressLine(terminal, () => clock.time) };
  };

  it('says nothing of a check that is over at once', () => {
    const { written, clock, line } = start();
    clock.time = 50;
    line.show(progress);
    line.erase();
    expect(written).toEqual([]);
  });

  it('is written anew at most ten times a second, and erased', () => {
    const { written, clock, line } = start();
    for (clock.time = 0; clock.time < 1000; clock.time += 10) line.show(progress);
    expect(written.length).toBeGreaterThan(1);
    expect(written.length).toBeLessThanOrEqual(10);
    line.erase();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('fits into a narrow terminal', () => {
    const { written, clock, line } = start(12);
    clock.time = 200;
    line.show(progress);
    expect(written).toEqual(['\r\u001b[2K10 % of 100']);
  });
});
