import { describe, expect, it } from 'vitest';
import { ProgressLine } from '../../../src/cli/progress-line';
import { en } from '../../../src/messages/en';

describe('the progress line', () => {
  const progress = { bytes: 10, totalBytes: 100, elements: 10 };
  const start = (columns = 80) => {
    const written: string[] = [];
    const clock = { time: 0 };
    const terminal = { write: (text: string) => written.push(text), columns };
    return { written, clock, line: new ProgressLine(terminal, en, () => clock.time) };
  };

  it('shows nothing for a check that ends at once', () => {
    const { written, clock, line } = start();
    clock.time = 50;
    line.show(progress);
    line.erase();
    expect(written).toEqual([]);
  });

  it('is updated at most ten times a second and erased at the end', () => {
    const { written, clock, line } = start();
    for (clock.time = 0; clock.time < 1000; clock.time += 10) {
      line.show(progress);
    }
    expect(written.length).toBeGreaterThan(1);
    expect(written.length).toBeLessThanOrEqual(10);
    line.erase();
    expect(written.at(-1)).toBe('\r\u001b[2K');
  });

  it('shows now and then which of many files is looked into, and nothing of files that are done at once', () => {
    const { written, clock, line } = start();
    line.showFile('a.py', 1, 2000);
    clock.time = 50;
    line.showFile('b.py', 2, 2000);
    line.erase();
    expect(written).toEqual([]);
    for (const place of [1001, 1002, 1003]) {
      clock.time += 60;
      line.showFile('c.py', place, 2000);
    }
    expect(written).toEqual([
      '\r\u001b[2K1,001 of 2,000 files: c.py',
      '\r\u001b[2K1,003 of 2,000 files: c.py',
    ]);
  });

  it('fits into a narrow terminal', () => {
    const { written, clock, line } = start(12);
    clock.time = 200;
    line.show(progress);
    expect(written).toEqual(['\r\u001b[2K10 % of 100']);
  });

  it('shows each per cent of a file that is being opened once, and nothing of one that is open at once', () => {
    const { written, line } = start();
    line.showOpening('a.json', 1, 1000);
    line.erase();
    expect(written).toEqual([]);
    for (const bytes of [10, 15, 20]) {
      line.showOpening('a.json', bytes, 1000);
    }
    line.showOpening('b.json', 10, 1000);
    line.erase();
    expect(written.map((text) => text.replace('\r\u001b[2K', ''))).toEqual([
      '1 % of a.json',
      '2 % of a.json',
      '1 % of b.json',
      '',
    ]);
  });
});
