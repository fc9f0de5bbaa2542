import { describe, expect, it } from 'vitest';
import { ProgressLine } from '../../../src/cli/progress-line';

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
    for (clock.time = 0; clock.time < 1000; clock.time += 10) {
      line.show(progress);
    }
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
