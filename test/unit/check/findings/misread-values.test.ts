import { describe, expect, it } from 'vitest';
import { type ArrayText, check, randomNumbers, vector } from '../tensors';

type Arrays = Readonly<Record<string, ArrayText>>;

const ROWS = 400;
const CLASSES = 5;
const random = randomNumbers(17);
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Logits of a calibrated model, with targets drawn from them. */
const logits = Array.from({ length: ROWS }, () => 8 * (random() - 0.5));
const targets = logits.map((x) => (random() < sigmoid(x) ? 1 : 0));
/** The same of several classes. */
const rows = Array.from({ length: ROWS }, () => Array.from({ length: CLASSES }, () => 10 * (random() - 0.5)));
const classes = rows.map((row) => {
  const weights = row.map(Math.exp);
  let left = random() * weights.reduce((sum, one) => sum + one, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => {
      left -= weight;
      return left <= 0;
    }),
  );
});
const logSums = rows.map((row) => Math.log(row.reduce((sum, x) => sum + Math.exp(x), 0)));
const ofClasses = (values: readonly (readonly number[])[], name = 'logits'): Arrays => ({
  [name]: { shape: [ROWS, CLASSES], data: values.flat() },
  targets: vector(classes, 'int64'),
});

describe('values that are not what they are taken for', () => {
  it.each<[string, Arrays, string]>([
    [
      'probabilities as bytes',
      {
        scores: vector(
          logits.map((x) => Math.round(255 * sigmoid(x))),
          'uint8',
        ),
        targets: vector(targets),
      },
      'logits-as-probabilities',
    ],
    [
      'probabilities per mille',
      { probs: vector(logits.map((x) => 1000 * sigmoid(x))), targets: vector(targets) },
      'logits-as-probabilities',
    ],
    [
      'log-probabilities of one class',
      { log_probs: vector(logits.map((x) => Math.log(sigmoid(x)))), targets: vector(targets) },
      'log-probabilities-as-logits',
    ],
    [
      'two sigmoids of logits that are too sure',
      { probs: vector(logits.map((x) => sigmoid(sigmoid(3 * x)))), targets: vector(targets) },
      'double-sigmoid',
    ],
    [
      'negative log-probabilities',
      ofClasses(
        rows.map((row, at) => row.map((x) => (logSums[at] ?? 0) - x)),
        'scores',
      ),
      'unmatched-targets',
    ],
    ['the same logits in every row', ofClasses(rows.map(() => [1, 2, 3, 4, 5])), 'constant-output'],
    [
      'weights below zero',
      { logits: vector(logits), targets: vector(targets), weight: vector(logits.map(() => -1)) },
      'negative-weights',
    ],
    [
      'targets of a regression',
      { y_pred: vector(logits), y_true: vector(logits.map((x) => x + random())) },
      'targets-out-of-range',
    ],
  ])('have one root cause: %s', async (_, arrays, id) => {
    const { findings } = await check(arrays);
    expect(findings.map((finding) => finding.id)).toEqual([id]);
  });

  it('are said to have the wrong sign where the least score is the right one', async () => {
    const { findings } = await check(ofClasses(rows.map((row) => row.map((x) => -x))));
    expect(findings[0]?.title).toBe('The scores have the wrong sign');
  });

  it('are no pairs out of step where every row predicts the same class', async () => {
    // Rounding alone makes the rows differ, so that no channel is constant.
    const { findings } = await check(ofClasses(rows.map((row) => row.map((x, at) => at + 1e-9 * x))));
    expect(findings.map(({ id }) => id)).not.toContain('unmatched-targets');
  });

  it('may be swapped where shapes fit the other way round', async () => {
    const swapped = {
      targets: { shape: [ROWS, CLASSES], data: rows.flat() },
      logits: vector(classes, 'int64'),
    };
    await expect(check(swapped)).rejects.toThrow('the two may be swapped');
    await expect(check({ ...swapped, targets: vector([1, 0]) })).rejects.not.toThrow('swapped');
  });
});

describe('values that are right', () => {
  it.each<[string, Arrays]>([
    [
      'weak probabilities from one half up',
      (() => {
        const probabilities = logits.map((x) => 0.5 + 0.22 * sigmoid(x));
        return {
          probs: vector(probabilities),
          targets: vector(probabilities.map((p) => (random() < p ? 1 : 0))),
        };
      })(),
    ],
    [
      'logits of rare positives, all below zero',
      (() => {
        const rare = logits.map((x) => x - 5);
        return { logits: vector(rare), targets: vector(rare.map((x) => (random() < sigmoid(x) ? 1 : 0))) };
      })(),
    ],
    [
      'log-probabilities of all classes',
      ofClasses(
        rows.map((row, at) => row.map((x) => x - (logSums[at] ?? 0))),
        'log_probs',
      ),
    ],
    [
      'weights of zero',
      { logits: vector(logits), targets: vector(targets), weight: vector(logits.map((_, at) => at % 2)) },
    ],
  ])('raise no alarm: %s', async (_, arrays) => {
    const { findings } = await check(arrays);
    expect(findings.filter(({ severity }) => severity !== 'information')).toEqual([]);
  });
});
