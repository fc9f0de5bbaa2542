import { describe, expect, it } from 'vitest';
import type { CheckRequest } from '../../../../src/check/check';
import { sectionsOf } from '../../../../src/check/render/sections';
import { alphaBalancedCrossEntropy, crossEntropy, focalLoss } from '../../../../src/loss/binary';
import { softmaxFocalLoss } from '../../../../src/loss/softmax';
import { en } from '../../../../src/messages/en';
import { type ArrayText, check, findingOf, randomNumbers, vector } from '../tensors';

const random = randomNumbers(23);
const logits = Array.from({ length: 60 }, () => 8 * random() - 4);
const targets = logits.map((_, at) => (at % 3 === 0 ? 1 : 0));
const arrays = { logits: vector(logits), targets: vector(targets, 'uint8') };
const lossesOf = (loss: (x: number, y: number) => number) => logits.map((x, at) => loss(x, targets[at] ?? 0));
const focal = lossesOf((x, y) => focalLoss(x, y, { alpha: 0.25, gamma: 2 }));
const sum = focal.reduce((total, one) => total + one, 0);
const scalar = (value: number): ArrayText => ({ shape: [], data: [value] });

async function lossFinding(loss: ArrayText, request: Omit<CheckRequest, 'files'> = {}) {
  return findingOf(await check({ ...arrays, loss }, request), 'loss-disagrees');
}

describe('elementwise losses', () => {
  it('give no finding if they equal the focal loss in bfloat16', async () => {
    const rounded = focal.map((loss) => loss * (1 + (random() - 0.5) / 128));
    expect(await lossFinding(vector(rounded))).toBeUndefined();
  });

  it('give the count and the index of those that differ', async () => {
    const [first = 0, ...others] = focal;
    const finding = await lossFinding(vector([first, ...others.slice(0, -1), (others.at(-1) ?? 0) + 0.5]));
    expect(finding).toMatchObject({ severity: 'error' });
    expect(finding?.seen).toMatch(/^1 of 60 losses in "loss" in tensors\.json/);
    expect(finding?.seen).toContain('the first at [59]');
    expect(finding?.seen).toContain('largest difference is 0.5');
  });

  it.each([
    ['without α', lossesOf((x, y) => focalLoss(x, y, { alpha: null, gamma: 2 })), 'the focal loss without α'],
    ['α-balanced', lossesOf((x, y) => alphaBalancedCrossEntropy(x, y, 0.25)), 'γ is not applied'],
    ['cross-entropy', lossesOf(crossEntropy), 'neither α nor γ'],
  ])('are recognised if they follow another known formula: %s', async (_, losses, name) => {
    expect((await lossFinding(vector(losses)))?.seen).toContain(name);
  });

  it('give a finding if they are NaN and the loss is not', async () => {
    expect((await lossFinding(vector([Number.NaN, ...focal.slice(1)])))?.seen).toContain('[0]: NaN where');
  });

  it('are recognised both with and without the weight', async () => {
    const weight = logits.map((_, at) => 1 + (at % 4));
    const weighted = { ...arrays, weight: vector(weight) };
    const after = await check({
      ...weighted,
      loss: vector(focal.map((loss, at) => loss * (weight[at] ?? 1))),
    });
    expect(findingOf(after, 'loss-disagrees')).toBeUndefined();
    const before = await check({ ...weighted, loss: vector(focal) });
    expect(findingOf(before, 'loss-disagrees')?.seen).toContain('the focal loss before the weight');
  });

  it('are one per example for a softmax', async () => {
    const rows = Array.from({ length: 20 }, () => Array.from({ length: 3 }, () => 6 * random() - 3));
    const labels = rows.map((_, at) => at % 3);
    const lossesFor = (gamma: number) =>
      vector(rows.map((row, at) => softmaxFocalLoss(row, labels[at] ?? 0, { alpha: null, gamma })));
    const data = { logits: { shape: [20, 3], data: rows.flat() }, labels: vector(labels, 'int64') };
    const request = { parameters: { alpha: null, gamma: 2 } };
    const agrees = await check({ ...data, loss: lossesFor(2) }, request);
    expect(findingOf(agrees, 'loss-disagrees')).toBeUndefined();
    const disagrees = await check({ ...data, loss: lossesFor(1) }, request);
    expect(findingOf(disagrees, 'loss-disagrees')).toBeDefined();
  });
});

describe('a loss that is one number', () => {
  it.each([
    ['sum', sum],
    ['mean', sum / 60],
    ['meanOverPositives', sum / 20],
  ])('is recognised: %s', async (reduction, value) => {
    const report = await check({ ...arrays, loss: scalar(value) });
    expect(report.givenLoss).toMatchObject({ loss: 'focal', reduction, array: 'loss', value });
    expect(findingOf(report, 'loss-disagrees')).toBeUndefined();
    const sentences = sectionsOf(report, en).flatMap(({ paragraphs }) => paragraphs);
    expect(sentences).toContainEqual(
      expect.stringMatching(/^"loss" in tensors\.json is the .* of focal loss\.$/),
    );
    expect(report.inputs.map(({ role }) => role)).toEqual(['logits', 'targets', 'loss']);
  });

  it('is recognised as the mean over all elements if some are left out', async () => {
    const ignoring = { ...arrays, targets: vector(targets.map((y, at) => (at === 1 ? -1 : y))) };
    const value = (sum - (focal[1] ?? 0)) / 60;
    expect((await check({ ...ignoring, loss: scalar(value) })).givenLoss?.reduction).toBe('meanOverAll');
  });

  it.each([
    ['of no reduction', (1.01 * sum) / 60, /neither the sum of the focal loss/],
    ['of cross-entropy', lossesOf(crossEntropy).reduce((a, b) => a + b, 0) / 60, /mean .* of cross-entropy/],
    ['that is NaN', Number.NaN, /NaN or infinite/],
  ])('gives a finding: %s', async (_, value, seen) => {
    expect((await lossFinding(scalar(value)))?.seen).toMatch(seen);
  });
});
