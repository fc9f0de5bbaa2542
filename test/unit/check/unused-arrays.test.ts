import { describe, expect, it } from 'vitest';
import { type CheckRequest, checkTensors } from '../../../src/check/check';
import type { Report } from '../../../src/check/report/report';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { memoryFile } from '../../../src/tensor/reading/memory-file';
import { findingOf, validateReport } from './tensors';

const sound = { logits: [2, -1, 3, -2], targets: [1, 0, 0, 1] };

async function checkJson(document: object, request: Omit<CheckRequest, 'files'> = {}): Promise<Report> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const file = await openTensorFile(memoryFile('run.json', bytes));
  const report = await checkTensors({ files: [file], ...request });
  validateReport(report);
  return report;
}

describe('an array that belongs to the loss but cannot be taken', () => {
  it.each(['weight', 'mask', 'grad', 'loss', 'alpha', 'gamma', 'ignore_index'])(
    'is named: %s',
    async (name) => {
      const report = await checkJson({ ...sound, [name]: ['half', 'one', 'one', 'one'] });
      const finding = findingOf(report, 'array-not-used');
      expect(finding).toMatchObject({ severity: 'warning' });
      expect(finding?.seen).toContain(`"${name}" in run.json: `);
      expect(finding?.seen).toMatch(/"half"/);
      expect(report.unusedArrays).toMatchObject([{ file: 'run.json', array: name }]);
    },
  );

  it.each([
    ['weight', [1, 0.5, 1, 2]],
    ['mask', [1, 1, 0, 1]],
    ['grad', [-0.1, 0.1, 0.9, -0.8]],
    ['alpha', 0.5],
    ['gamma', 1],
    ['ignore_index', -1],
  ])('gives no finding if it can be used: %s', async (name, value) => {
    const report = await checkJson({ ...sound, [name]: value });
    expect(findingOf(report, 'array-not-used')).toBeUndefined();
  });

  it('gives no finding if the user set its value', async () => {
    const report = await checkJson(
      { ...sound, alpha: 'a quarter', ignore_index: 'none' },
      { parameters: { alpha: 0.25 }, choices: { ignoreIndex: null } },
    );
    expect(findingOf(report, 'array-not-used')).toBeUndefined();
  });

  it('gives a finding if its shape does not fit or if there are several', async () => {
    const misfit = await checkJson({ ...sound, weight: [1, 2, 3] });
    expect(findingOf(misfit, 'array-not-used')?.seen).toContain('(3,) does not fit the logits (4,)');
    const several = await checkJson({ ...sound, weight: [1, 1, 1, 1], weights: [2, 2, 2, 2] });
    expect(findingOf(several, 'array-not-used')?.seen).toContain(
      '"weight" and "weights" could each be meant',
    );
  });
});
