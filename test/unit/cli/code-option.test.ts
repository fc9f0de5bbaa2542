import { describe, expect, it } from 'vitest';
import { parseCodeOption } from '../../../src/cli/code-option';

describe('--code', () => {
  it('names a file, perhaps a loss, and perhaps its settings', () => {
    expect(parseCodeOption('src/loss.py')).toEqual({ path: 'src/loss.py', name: null, settings: {} });
    expect(parseCodeOption('C:\\loss.py::FocalLoss')).toEqual({
      path: 'C:\\loss.py',
      name: 'FocalLoss',
      settings: {},
    });
    expect(parseCodeOption('run (2)/loss.py')).toMatchObject({ path: 'run (2)/loss.py', name: null });
    expect(
      parseCodeOption(
        `loss.py::F(alpha=0.5, gamma = 1, weight=[1, 2.5], reduction='none', size_average=None, ok=True)`,
      ),
    ).toEqual({
      path: 'loss.py',
      name: 'F',
      settings: {
        alpha: 0.5,
        gamma: 1,
        weight: [1, 2.5],
        reduction: 'none',
        size_average: null,
        ok: true,
      },
    });
    expect(parseCodeOption('loss.py::F()')).toEqual({ path: 'loss.py', name: 'F', settings: {} });
    expect(parseCodeOption('loss.py(gamma=1)')).toEqual({
      path: 'loss.py',
      name: null,
      settings: { gamma: 1 },
    });
  });

  it.each([
    'loss.py::F(0.5)',
    'loss.py::F(alpha)',
    'loss.py::F(alpha=half)',
    'loss.py::F(weight=[1, x])',
    '',
  ])('refuses %s', (text) => {
    expect(() => parseCodeOption(text)).toThrow('--code');
  });
});
