import { describe, expect, it } from 'vitest';
import { readPrinted } from '../../../../src/check/explain/printed-value';

describe('a printed number', () => {
  it.each([
    ['0.2418', 0.2418, 4, 0.00005],
    ['0.24180', 0.2418, 5, 0.000005],
    ['12.5', 12.5, 3, 0.05],
    ['1297', 1297, 4, 0.5],
    ['3.20e-05', 0.000032, 3, 5e-8],
    ['2.5E+3', 2500, 2, 50],
    ['−0.17', -0.17, 2, 0.005],
    ['tensor(0.2418, grad_fn=<MeanBackward0>)', 0.2418, 4, 0.00005],
    [' .5 ', 0.5, 1, 0.05],
  ])('%s keeps its digits', (text, value, digits, halfUnit) => {
    const printed = readPrinted(text);
    expect(printed).toMatchObject({ value, digits });
    expect(printed?.halfUnit).toBeCloseTo(halfUnit, 12);
  });

  it.each(['', 'nan', 'inf', '0.2.4', '1,5', 'loss', '1e999', '-'])('%s is none', (text) => {
    expect(readPrinted(text)).toBeNull();
  });
});
