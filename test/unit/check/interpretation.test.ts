import { describe, expect, it } from 'vitest';
import { type ArrayText, check, randomArrays, vector } from './tensors';

const { logits, classes } = randomArrays(1);

describe('interpretation', () => {
  it('gives the reasons of its decisions', async () => {
    const { interpretation } = await check({ logits: vector([-9.1, 4.3, 0.2]), targets: vector([0, 1, 0]) });
    expect(interpretation).toMatchObject({
      input: 'logits',
      link: 'sigmoid',
      targets: 'binary',
      classAxis: null,
    });
    expect(interpretation.why[0]).toBe('Values span −9.1…4.3, so logits.');
  });

  it('names the range of all values, not that of the sample', async () => {
    const count = 300_001;
    const data = Array.from({ length: count }, (_, at) => (at === 123_457 ? -77.25 : Math.sin(at)));
    const labels = data.map((_, at) => (at % 3 === 0 ? 1 : 0));
    const { interpretation } = await check({ logits: vector(data), targets: vector(labels) });
    expect(interpretation.why[0]).toMatch(/^Values span −77\.25…/);
  });

  it.each([
    ['last', logits(12, 5), classes(5, 12), 1],
    ['first', logits(5, 12), classes(5, 12), 0],
    ['second of (N, C, H, W)', logits(2, 5, 3, 4), classes(5, 2, 3, 4), 1],
    ['last of (N, H, W, C)', logits(2, 3, 4, 5), classes(5, 2, 3, 4), 3],
    ['of a single example', logits(1, 5), classes(5, 1), 1],
  ])('finds the class axis if it is %s', async (_, values, targets, classAxis) => {
    const { interpretation } = await check({ logits: values, targets });
    expect(interpretation).toMatchObject({ link: 'softmax', targets: 'index', classAxis, classes: 5 });
  });

  it('sums the right values of (N, C, H, W)', async () => {
    const values = logits(2, 3, 2, 2);
    const targets = classes(3, 2, 2, 2);
    const moved = (source: ArrayText): ArrayText => ({
      shape: [2, 2, 2, 3],
      data: Array.from({ length: 24 }, (_, at) => {
        const [image, pixel, channel] = [Math.floor(at / 12), Math.floor(at / 3) % 4, at % 3];
        return source.data[image * 12 + channel * 4 + pixel] ?? Number.NaN;
      }),
    });
    const second = await check({ logits: values, targets });
    const last = await check({ logits: moved(values), targets }, { choices: { classAxis: 3 } });
    expect(second.losses).toEqual(last.losses);
    expect(second.hardest).toEqual(last.hardest);
  });

  it('does not take the axis of examples for the classes of a softmax', async () => {
    // A single positive in each column: over 5,000 examples the targets sum to one, but they are no classes.
    const targets = { shape: [5_000, 2], data: Array.from({ length: 10_000 }, (_, at) => (at < 2 ? 1 : 0)) };
    const { interpretation } = await check({ logits: logits(5_000, 2), targets });
    expect(interpretation).toMatchObject({ link: 'sigmoid', targets: 'binary', classAxis: 1 });
  });

  it('distinguishes one-hot from multi-label targets', async () => {
    const oneHot = { shape: [3, 2], data: [1, 0, 0, 1, 1, 0] };
    const multiLabel = { shape: [3, 2], data: [1, 1, 0, 0, 1, 0] };
    const values = logits(3, 2);
    expect((await check({ logits: values, targets: oneHot })).interpretation).toMatchObject({
      link: 'softmax',
      targets: 'one-hot',
      classAxis: 1,
    });
    expect((await check({ logits: values, targets: multiLabel })).interpretation).toMatchObject({
      link: 'sigmoid',
      targets: 'binary',
      classAxis: 1,
    });
  });

  it('distinguishes probabilities from logits', async () => {
    const targets = vector([0, 1, 0]);
    expect((await check({ p: vector([0.1, 0.9, 0.4]), targets })).interpretation.input).toBe('probabilities');
    expect((await check({ p: vector([0.1, 1.1, 0.4]), targets })).interpretation.input).toBe('logits');
    const chosen = await check({ p: vector([0.1, 0.9, 0.4]), targets }, { choices: { input: 'logits' } });
    expect(chosen.interpretation.input).toBe('logits');
    const rows = { shape: [2, 3], data: [0.2, 0.3, 0.5, 0.6, 0.3, 0.1] };
    expect((await check({ p: rows, y: vector([2, 0]) })).interpretation.input).toBe('probabilities');
  });

  it('computes the loss of probabilities like that of their logits', async () => {
    const x = [-3, -0.5, 0.25, 4];
    const targets = vector([0, 1, 0, 1]);
    const fromLogits = await check({ logits: vector(x), targets });
    const fromProbabilities = await check({ p: vector(x.map((one) => 1 / (1 + Math.exp(-one)))), targets });
    expect(fromProbabilities.losses.focal.sum).toBeCloseTo(fromLogits.losses.focal.sum ?? Number.NaN, 12);
  });

  it('computes the loss of the logits of values squashed twice by a sigmoid, if the user says so', async () => {
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    const values = logits(40);
    const targets = classes(2, 40);
    const twice = { ...values, data: values.data.map((x) => sigmoid(sigmoid(x))) };
    expect((await check({ scores: twice, targets })).interpretation).toMatchObject({
      input: 'probabilities',
    });
    const choices = { input: 'squashed-twice' } as const;
    const unsquashed = await check({ scores: twice, targets }, { choices });
    const fromLogits = await check({ logits: values, targets });
    expect(unsquashed.losses.focal.sum).toBeCloseTo(fromLogits.losses.focal.sum ?? Number.NaN, 9);
    expect(unsquashed.calibration?.expectedCalibrationError).toBeCloseTo(
      fromLogits.calibration?.expectedCalibrationError ?? Number.NaN,
      9,
    );
    expect(unsquashed.findings.map(({ id }) => id)).toContain('double-sigmoid');
  });

  it('computes the loss of the logits of values squashed twice by a softmax, if the user says so', async () => {
    const softmax = (row: readonly number[]) => {
      const sum = row.reduce((total, x) => total + Math.exp(x), 0);
      return row.map((x) => Math.exp(x) / sum);
    };
    const rows = Array.from({ length: 30 }, () => logits(4).data);
    const labels = classes(4, 30);
    const once = await check({ logits: { shape: [30, 4], data: rows.flat() }, labels });
    const data = rows.flatMap((row) => softmax(softmax(row)));
    const twice = await check(
      { scores: { shape: [30, 4], data }, labels },
      { choices: { input: 'squashed-twice' } },
    );
    expect(twice.losses.focal.sum).toBeCloseTo(once.losses.focal.sum ?? Number.NaN, 9);
    const errorOf = (report: typeof once) => report.calibration?.expectedCalibrationError ?? Number.NaN;
    expect(errorOf(twice)).toBeCloseTo(errorOf(once), 9);
  });

  it('refuses a choice that the shapes do not allow, and takes one-hot targets for those of a softmax', async () => {
    const oneHot = { shape: [3, 2], data: [1, 0, 0, 1, 1, 1] };
    const chosen = await check(
      { logits: logits(3, 2), targets: oneHot },
      { choices: { targets: 'one-hot' } },
    );
    expect(chosen.interpretation).toMatchObject({ link: 'softmax', targets: 'one-hot' });
    await expect(
      check({ logits: logits(3, 2), targets: oneHot }, { choices: { targets: 'index' } }),
    ).rejects.toThrow('cannot be class indices');
    await expect(
      check({ logits: logits(3, 2), targets: vector([0, 1, 1]) }, { choices: { targets: 'binary' } }),
    ).rejects.toThrow('can only be class indices, not binary');
  });

  it('takes an index past the last class for the background of one sigmoid per class', async () => {
    const report = await check({ logits: logits(6, 3), targets: vector([3, 3, 0, 3, 2, 3]) });
    expect(report.interpretation).toMatchObject({ link: 'sigmoid', targets: 'index' });
    expect(report.counts).toMatchObject({ elements: 18, positives: 2, negatives: 16 });
  });

  it('infers a customary ignore index and no other', async () => {
    const values = logits(6, 3);
    const customary = await check({ logits: values, targets: vector([0, 1, 2, -100, 1, 0]) });
    expect(customary.interpretation.ignoreIndex).toBe(-100);
    expect(customary.counts.ignored).toBe(1);
    const odd = await check({ logits: values, targets: vector([0, 1, 2, -7, 1, 0]) });
    expect(odd.interpretation.ignoreIndex).toBeNull();
    expect(odd.counts.invalidTargets).toBe(1);
  });

  it('corrects the interpretation of the sample if the rest of the data contradicts it', async () => {
    const length = 300_000;
    const values = Array.from({ length }, () => 0.5);
    values[0] = 0.25;
    values[length - 1] = -3;
    const targets = Array.from({ length }, (_, at) => at % 2);
    targets[length - 2] = -1;
    const report = await check({ logits: vector(values), targets: vector(targets, 'int8') });
    // A single value outside [0, 1] is an exception, which is left out and said.
    expect(report.interpretation).toMatchObject({ input: 'probabilities', ignoreIndex: -1 });
    expect(report.counts).toMatchObject({ ignored: 1, invalidTargets: 0, nonFinite: 1 });
    expect(report.findings.map(({ id }) => id)).toContain('not-probabilities');
  });
});
