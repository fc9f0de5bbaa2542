import { describe, expect, it } from 'vitest';
import { type ArrayText, check, findingOf, randomNumbers, vector } from './tensors';

const random = randomNumbers(11);
const EXAMPLES = 200;
const CLASSES = 4;
const classes = Array.from({ length: EXAMPLES }, () => Math.floor(CLASSES * random()));
const rows = classes.map((right) =>
  Array.from({ length: CLASSES }, (_, k) => 3 * random() - 2 + (k === right ? 3 : 0)),
);
const sides = Array.from({ length: EXAMPLES }, (_, at) => at % 2);

function matrix(values: readonly (readonly number[])[], dtype?: ArrayText['dtype']): ArrayText {
  return {
    shape: [values.length, values[0]?.length ?? 0],
    data: values.flat(),
    ...(dtype === undefined ? {} : { dtype }),
  };
}

function isAlarm({ severity }: { readonly severity: string }): boolean {
  return severity !== 'information';
}

describe('probabilities over classes', () => {
  it('of three digits are those of a softmax in float16 too', async () => {
    const probabilities = rows.map((row) => {
      const sum = row.reduce((total, x) => total + Math.exp(x), 0);
      // The nearest float16 to three digits: eleven bits of the mantissa.
      return row.map((x) => {
        const rounded = Math.round((1000 * Math.exp(x)) / sum) / 1000;
        const unit = rounded === 0 ? 1 : 2 ** (Math.floor(Math.log2(rounded)) - 10);
        return Math.round(rounded / unit) * unit;
      });
    });
    const { interpretation, findings } = await check({
      probs: matrix(probabilities, 'float16'),
      labels: vector(classes, 'int64'),
    });
    expect(interpretation).toMatchObject({ input: 'probabilities', link: 'softmax', targets: 'index' });
    expect(findings.filter(isAlarm)).toEqual([]);
  });

  it('are scores of a sigmoid for each class where rows of one-hot targets do not sum to one', async () => {
    const scores = rows.map((row) => row.map((x) => 1 / (1 + Math.exp(-x))));
    const oneHot = classes.map((right) => scores[0]?.map((_, k) => (k === right ? 1 : 0)) ?? []);
    const { interpretation } = await check({ scores: matrix(scores), targets: matrix(oneHot) });
    expect(interpretation).toMatchObject({ input: 'probabilities', link: 'sigmoid', targets: 'binary' });
  });

  it('that sum to one over the examples instead of the classes are said to', async () => {
    const sums = Array.from({ length: CLASSES }, (_, k) =>
      rows.reduce((sum, row) => sum + Math.exp(row[k] ?? 0), 0),
    );
    const probabilities = rows.map((row) => row.map((x, k) => Math.exp(x) / (sums[k] ?? 1)));
    const report = await check({ probs: matrix(probabilities), targets: vector(classes) });
    expect(findingOf(report, 'softmax-over-examples')?.severity).toBe('error');
  });
});

describe('masked classes', () => {
  it.each([
    ['−1e9', -1e9, 'float32'],
    ['the minimum of float32', -3.4028234663852886e38, 'float32'],
    ['the minimum of float16', -65504, 'float16'],
  ] as const)('by %s raise no alarm and are counted', async (_, mask, dtype) => {
    const masked = rows.map((row, at) => row.map((x, k) => (k !== classes[at] && k % 3 === 0 ? mask : x)));
    const report = await check({ logits: matrix(masked, dtype), targets: vector(classes) });
    expect(report.findings.filter(isAlarm)).toEqual([]);
    expect(report.interpretation.whyFacts?.map((reason) => reason?.id)).toContain('masked-classes');
  });
});

describe('decisions', () => {
  it.each([
    ['0 and 1 as floats', vector(sides)],
    ['−1 and 1 as floats', vector(sides.map((side) => 2 * side - 1))],
    ['0 and 1 of an integer type, even a few', vector(sides.slice(0, 8), 'int64')],
  ])('%s are told from scores', async (_, output) => {
    const targets = vector(sides.slice(0, output.data.length));
    const report = await check({ output, targets });
    expect(report.findings.map(({ id }) => id)).toEqual(['decisions']);
  });

  it('are not seen in whole logits of a wider range', async () => {
    const report = await check({ output: vector(sides.map((side) => 4 * side - 2)), targets: vector(sides) });
    expect(findingOf(report, 'decisions')).toBeUndefined();
  });
});

describe('row numbers', () => {
  it('are never the targets', async () => {
    const logits = vector(sides.map((side) => 2 * side - 1 + random()));
    const number = vector(sides.map((_, at) => at));
    const report = await check({ logits, number, label: vector(sides) });
    expect(report.inputs.find(({ role }) => role === 'targets')?.array).toBe('label');
    await expect(check({ logits, rows: number })).rejects.toThrow('no targets');
  });
});
