import { describe, expect, it } from 'vitest';
import type { DataType } from '../../../src/tensor/tensor-file';
import { type ArrayText, check, findingOf, randomArrays, vector } from './tensors';

const { logits, classes } = randomArrays(1);

describe('labels in an unusual form', () => {
  const scores = logits(40, 4);
  const counted = (at: number) => at % 4;
  const indices = (label: (at: number) => number): ArrayText => ({
    ...vector(Array.from({ length: 40 }, (_, at) => label(at))),
    dtype: 'int64',
  });

  const pairs: readonly (readonly [string, low: number, high: number, dtype: DataType, fix: string])[] = [
    ['−1 and 1', -1, 1, 'int8', '(targets + 1) / 2'],
    ['−1 and 1', -1, 1, 'float32', '(targets + 1) / 2'],
    ['0 and 255', 0, 255, 'uint8', 'targets > 0'],
  ];

  it.each(pairs)('are read as 0 and 1 when they are %s', async (_, low, high, dtype, fix) => {
    const labels = Array.from({ length: 40 }, (_, at) => (at % 3 === 0 ? 1 : 0));
    const written = labels.map((label) => (label === 1 ? high : low));
    const values = logits(40);
    const ofVector = await check({ logits: values, targets: vector(written, dtype) });
    const ofMatrix = await check({ logits: logits(40, 2), targets: vector(written, dtype) });
    for (const report of [ofVector, ofMatrix]) {
      expect(report.interpretation.ignoreIndex).toBeNull();
      expect(report.counts).toMatchObject({ ignored: 0, invalidTargets: 0 });
      expect(findingOf(report, 'labels-are-two-values')?.fix).toContain(fix);
    }
    const right = await check({ logits: values, targets: vector(labels) });
    expect(ofVector.losses).toEqual(right.losses);
    expect(ofMatrix.classes.map(({ count }) => count)).toEqual([26, 14]);
  });

  it.each(pairs)(
    'are read as they stand when they are %s and one of them is rare',
    async (_, low, high, dtype) => {
      const written = Array.from({ length: 400 }, (_, at) => (at === 7 ? high : low));
      const report = await check({ logits: logits(400), targets: vector(written, dtype) });
      expect(findingOf(report, 'labels-are-two-values')).toBeUndefined();
      expect(findingOf(report, 'targets-out-of-range')).toBeDefined();
      expect(report.interpretation.why).toContain('No target lies between 0 and 1, so binary.');
    },
  );

  it('may be those of anchors where there are more places than examples', async () => {
    const anchors = {
      shape: [8, 400],
      data: Array.from({ length: 3200 }, (_, at) => (at % 150 === 0 ? 1 : 0)),
    };
    const labels = { shape: [400, 8], data: anchors.data };
    const reasonsOf = async (targets: ArrayText) => {
      const [rows = 1, columns = 1] = targets.shape;
      return (await check({ logits: logits(rows, columns), targets })).interpretation.whyFacts?.map(
        (why) => why?.id,
      );
    };
    expect(await reasonsOf(anchors)).toContain('classes-may-be-anchors');
    expect(await reasonsOf(labels)).not.toContain('classes-may-be-anchors');
    const dense = { shape: [8, 400], data: Array.from({ length: 3200 }, (_, at) => (at % 3 === 0 ? 1 : 0)) };
    expect(await reasonsOf(dense)).not.toContain('classes-may-be-anchors');
  });

  it('are not two values where the sample lacks a third', async () => {
    // The sample has the first 65,536 targets.
    const written: number[] = Array.from({ length: 100_000 }, (_, at) => (at % 2 === 0 ? 1 : -1));
    written.fill(0, 90_000, 91_500);
    const report = await check({ logits: logits(100_000), targets: vector(written) });
    expect(report.interpretation.ignoreIndex).toBe(-1);
    expect(report.counts).toMatchObject({ positives: 49_250, negatives: 1500, ignored: 49_250 });
    expect(findingOf(report, 'labels-are-two-values')).toBeUndefined();
  });

  it("follow the user's choice", async () => {
    const targets = vector([-1, 1, 1, -1]);
    const report = await check({ logits: logits(4), targets }, { choices: { ignoreIndex: -1 } });
    expect(report.counts).toMatchObject({ ignored: 2, positives: 2, invalidTargets: 0 });
  });

  it('may count from one', async () => {
    const report = await check({ logits: scores, labels: indices((at) => counted(at) + 1) });
    expect(report.interpretation.link).toBe('softmax');
    const finding = report.findings.find(({ id }) => id === 'labels-count-from-one');
    expect(finding?.fix).toBe('Subtract 1 from each: targets - 1.');
    expect(report.counts.invalidTargets).toBe(0);
  });

  it('may contain the index past the last class once, by mistake', async () => {
    const report = await check({ logits: scores, labels: indices((at) => (at === 17 ? 4 : counted(at))) });
    expect(report.interpretation.link).toBe('softmax');
    expect(report.counts.invalidTargets).toBe(1);
    expect(report.statistics.leftOut.firstInvalidTarget?.index).toEqual([17, 0]);
  });

  it('may be one-hot except for one row', async () => {
    const data = Array.from({ length: 160 }, (_, at) => (at % 4 === counted(Math.floor(at / 4)) ? 1 : 0));
    data.fill(0, 4 * 7, 4 * 8);
    const report = await check({ logits: scores, targets: { shape: [40, 4], data } });
    expect(report.interpretation).toMatchObject({ link: 'softmax', targets: 'one-hot' });
    expect(report.findings.find(({ id }) => id === 'targets-not-one-hot')?.seen).toMatch(
      /1 row does not sum to 1.*\[7, 0\]/,
    );
    // A tenth of the rows, and they are examples of no class.
    for (const row of [1, 20, 30]) {
      data.fill(0, 4 * row, 4 * row + 4);
    }
    const several = await check({ logits: scores, targets: { shape: [40, 4], data } });
    expect(several.interpretation.link).toBe('sigmoid');
  });

  it('have the same background as one-hot targets and as class indices', async () => {
    const index = Array.from({ length: 40 }, (_, at) => (at % 10 === 0 ? 1 : 0));
    const oneHot = index.flatMap((label) => [0, 1].map((one) => (one === label ? 1 : 0)));
    const values = logits(40, 2);
    const byIndex = await check({ logits: values, labels: { ...vector(index), dtype: 'int64' } });
    const byRow = await check({ logits: values, targets: { shape: [40, 2], data: oneHot } });
    expect(byRow.interpretation.backgroundClass).toBe(0);
    expect(byRow.counts).toEqual(byIndex.counts);
    expect(byRow.losses).toEqual(byIndex.losses);
  });

  it('may be a mask if there is no other candidate', async () => {
    const masks = { shape: [2, 4, 4], dtype: 'uint8', data: classes(2, 32).data } as const;
    const report = await check({ logits: logits(2, 1, 4, 4), masks });
    expect(report.inputs.map(({ role, array }) => [role, array])).toEqual([
      ['logits', 'logits'],
      ['targets', 'masks'],
    ]);
  });

  it('may belong to images without a class axis', async () => {
    const targets = { shape: [2, 24, 32], data: classes(2, 1536).data };
    expect((await check({ logits: logits(2, 24, 32), targets })).interpretation.classAxis).toBeNull();
    const anchors = { shape: [2, 96, 8], data: classes(2, 1536).data };
    expect((await check({ logits: logits(2, 96, 8), targets: anchors })).interpretation.classAxis).toBe(2);
  });
});
