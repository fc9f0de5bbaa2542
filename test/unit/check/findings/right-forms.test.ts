import { describe, expect, it } from 'vitest';
import { type ArrayText, check, findingOf, randomNumbers, vector } from '../tensors';

const random = randomNumbers(29);
const COUNT = 600;
const xs = Array.from({ length: COUNT }, () => 8 * random() - 4);
const ys = xs.map((x) => (random() < 1 / (1 + Math.exp(-x)) ? 1 : 0));

/** Three logits a row, of which the last is always the same, and targets drawn by their softmax. */
function comparedWithTheLast(constant: number): Record<string, ArrayText> {
  const rows = Array.from({ length: COUNT }, () => [6 * random() - 3, 6 * random() - 3, constant]);
  const targets = rows.map((row) => {
    const sum = row.reduce((total, x) => total + Math.exp(x), 0);
    let left = random() * sum;
    return row.findIndex((x) => {
      left -= Math.exp(x);
      return left <= 0;
    });
  });
  return { logits: { shape: [COUNT, 3], data: rows.flat() }, targets: vector(targets, 'int64') };
}

describe('usual forms of data that are right', () => {
  it.each([
    ['a column of predictions, as Keras gives them', [COUNT, 1], [COUNT]],
    ['a segmentation without the axis of its one class', [6, 1, 10, 10], [6, 10, 10]],
  ])('%s: only the shapes are mentioned', async (_, shape, targets) => {
    const { findings } = await check({
      logits: { shape, data: xs },
      targets: { shape: targets, data: ys, dtype: 'int64' },
    });
    expect(findings).toMatchObject([{ id: 'shapes-broadcast', severity: 'information' }]);
  });

  it('shapes that broadcast stay an error where nothing was learned', async () => {
    const report = await check({
      logits: { shape: [COUNT, 1], data: xs.map((_, at) => 0.01 * Math.sin(at)) },
      targets: vector(ys, 'int64'),
    });
    expect(findingOf(report, 'shapes-broadcast')).toMatchObject({ severity: 'error' });
  });

  it.each([0, 1.5])('a softmax whose classes are compared with one constant logit, %d', async (constant) => {
    expect((await check(comparedWithTheLast(constant))).findings).toEqual([]);
  });

  it('two constant channels of a softmax are dead', async () => {
    const data = xs.flatMap((x) => [x, -x, 0, 0]);
    const report = await check({ logits: { shape: [COUNT, 4], data }, targets: vector(ys, 'int64') });
    expect(findingOf(report, 'dead-channel')?.facts).toMatchObject({ channels: [2, 3] });
  });

  it('one positive of a thousand that a sure model misses says nothing of γ', async () => {
    const targets = Array.from({ length: 2000 }, (_, at) => at % 2);
    const logits = targets.map((target, at) => (at === 1 ? -7 : (2 * target - 1) * (7 + 0.3 * Math.sin(at))));
    const report = await check({ logits: vector(logits), targets: vector(targets, 'int64') });
    expect(findingOf(report, 'gamma-too-large')).toBeUndefined();
  });

  it.each([
    ['class_weights', [0.5, 2, 1]],
    ['class_weights', [1]],
    ['weights', [0.5, 2, 1]],
    ['pos_weight', [3]],
  ])('weights of classes are not those of examples: %s %j', async (name, weights) => {
    const report = await check({ ...comparedWithTheLast(0), [name]: vector(weights) });
    const [finding, ...others] = report.findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ id: 'array-not-used', severity: 'information' });
    expect(finding?.fix).toContain('--alpha');
  });

  it('weights of as many classes as examples are of the classes if their name says so', async () => {
    const eye = [3, 0, 0, 0, 3, 0, 0, 0, 3];
    const arrays = { logits: { shape: [3, 3], data: eye }, targets: vector([0, 1, 2], 'int64') };
    const used = await check({ ...arrays, weights: vector([1, 2, 3]) });
    expect(findingOf(used, 'array-not-used')).toBeUndefined();
    const report = await check({ ...arrays, class_weights: vector([1, 2, 3]) });
    expect(findingOf(report, 'array-not-used')).toMatchObject({ severity: 'information' });
  });
});
