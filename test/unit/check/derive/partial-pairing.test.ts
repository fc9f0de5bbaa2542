import { describe, expect, it } from 'vitest';
import { accuracyOfClasses, areaOf } from '../../../../src/check/derive/paired-agreement';
import { type OrderedRows, partialPairingOf } from '../../../../src/check/derive/partial-pairing';
import { rowScoresOfClasses, rowScoresOfLabels } from '../../../../src/check/derive/row-scores';
import { randomNumbers } from '../tensors';

const ROWS = 1200;

/**
 * Predicted classes that are right nine times in ten.
 * @param own the true class of each row
 * @param targetOf the row whose class each row is given
 */
function rowsOfClasses(
  seed: number,
  classes: number,
  own: readonly number[],
  targetOf = (row: number) => row,
  predictedOf = (target: number) => target,
): OrderedRows {
  const random = randomNumbers(seed);
  const predicted = Int32Array.from(own, (target) =>
    random() < 0.9 ? predictedOf(target) : Math.floor(random() * classes),
  );
  const targets = Float64Array.from(own, (_, row) => own.at(targetOf(row) % own.length) ?? 0);
  return {
    scores: rowScoresOfClasses(predicted, targets, classes),
    targets,
    measure: accuracyOfClasses(predicted, classes),
  };
}

/** Classes in random order. The first classes are more frequent. */
function classRows(seed: number, { classes = 5, targetOf = (row: number) => row } = {}): OrderedRows {
  const random = randomNumbers(1000 + seed);
  const own = Array.from({ length: ROWS }, () => Math.floor(random() ** 1.5 * classes));
  return rowsOfClasses(seed, classes, own, targetOf);
}

function labelRows(
  seed: number,
  { channels = 1, share = 0.3, rows = ROWS, signal = 3, targetOf = (row: number) => row } = {},
): OrderedRows {
  const random = randomNumbers(seed);
  const own = Float64Array.from({ length: rows * channels }, () => (random() < share ? 1 : 0));
  const scores = own.map((target) => 4 * (random() - 0.5) + signal * target);
  const targets = own.map(
    (_, at) => own.at((targetOf(Math.floor(at / channels)) % rows) * channels + (at % channels)) ?? 0,
  );
  return {
    scores: rowScoresOfLabels(scores, targets, channels),
    targets,
    measure: areaOf({ scores, targets, channels, link: 'sigmoid', rowsPerExample: 1, isWhole: true }),
  };
}

function runsOf(rows: OrderedRows) {
  const how = partialPairingOf(rows).repair?.how;
  return how?.kind === 'moved' ? how.runs : [];
}

/** Rows from `start` on take the target of the row before, as where a line was doubled. */
const lateFrom = (start: number) => (row: number) => (row >= start ? row - 1 : row);
const earlyFrom = (start: number) => (row: number) => (row >= start ? row + 1 : row);

describe('targets that are out of step in a part of the rows', () => {
  it.each([
    ['from the middle on, too late', lateFrom(600), 1, 600],
    ['from the middle on, too early', earlyFrom(600), -1, 600],
    [
      'from the last third on, by a batch of 32 that was left out',
      (row: number) => (row >= 800 ? row + 32 : row),
      -32,
      832,
    ],
  ])('%s', (_, targetOf, by, from) => {
    for (const rows of [
      classRows(1, { targetOf }),
      classRows(2, { targetOf, classes: 2 }),
      classRows(3, { targetOf, classes: 100 }),
      labelRows(4, { targetOf }),
      labelRows(5, { targetOf, channels: 4 }),
      labelRows(6, { targetOf, share: 0.02, rows: 20_000, signal: 6 }),
    ]) {
      const count = rows.scores.rows;
      const [run, ...others] = runsOf(rows);
      expect(others).toEqual([]);
      expect(run).toMatchObject({ by, until: count });
      expect(Math.abs((run?.from ?? 0) - from)).toBeLessThan(0.05 * count);
    }
  });

  it('between two rows', () => {
    const [run] = runsOf(classRows(7, { targetOf: (row) => (row >= 300 && row < 700 ? row + 1 : row) }));
    expect(run?.by).toBe(-1);
    expect(Math.abs((run?.from ?? 0) - 300)).toBeLessThan(10);
    expect(Math.abs((run?.until ?? 0) - 700)).toBeLessThan(10);
  });

  it.each([
    [
      'two parts',
      (row: number) => row + 500,
      [
        [0, 500, 700],
        [500, 1200, -500],
      ],
    ],
    [
      'the last two of three parts',
      (row: number) => (row < 400 ? row : row < 700 ? row + 500 : row - 300),
      [
        [400, 900, 300],
        [900, 1200, -500],
      ],
    ],
  ] as const)('where %s have changed places', (_, targetOf, expected) => {
    const runs = runsOf(classRows(8, { targetOf }));
    expect(runs.map(({ by }) => by)).toEqual(expected.map(([, , by]) => by));
    for (const [at, [from, until]] of expected.entries()) {
      expect(Math.abs((runs[at]?.from ?? 0) - from)).toBeLessThan(10);
      expect(Math.abs((runs[at]?.until ?? 0) - until)).toBeLessThan(10);
    }
    expect(runsOf(labelRows(9, { targetOf, channels: 3 }))[0]?.by).toBe(expected[0][2]);
  });

  it('in no order from a row on', () => {
    const random = randomNumbers(10);
    const targetOf = (row: number) => (row >= 700 ? 700 + Math.floor(random() * 500) : row);
    const { repair, unrelated } = partialPairingOf(classRows(11, { targetOf }));
    expect(repair).toBeNull();
    expect(unrelated).toMatchObject({ until: ROWS });
    expect(Math.abs((unrelated?.from ?? 0) - 700)).toBeLessThan(15);
    expect(unrelated?.others.value).toBeGreaterThan(0.9);
  });
});

describe('targets that belong to all their rows', () => {
  it.each([1, 2, 3])('in random order, and those of no row', (seed) => {
    const shuffled = (row: number) => (row * 7919 + seed) % ROWS;
    for (const rows of [
      classRows(seed),
      classRows(seed, { classes: 2 }),
      classRows(seed, { classes: 100 }),
      labelRows(seed),
      labelRows(seed, { signal: 0.5 }),
      labelRows(seed, { channels: 4, signal: 1 }),
      classRows(seed, { targetOf: shuffled }),
      classRows(seed, { classes: 2, targetOf: shuffled }),
      labelRows(seed, { targetOf: shuffled }),
    ]) {
      expect(partialPairingOf(rows)).toMatchObject({ repair: null, unrelated: null });
    }
  });

  const sorted = Array.from({ length: ROWS }, (_, row) => Math.floor((row * 6) / ROWS));
  const frames = Array.from({ length: ROWS }, (_, row) => Math.floor(row / 24) % 6);
  const inTurn = Array.from({ length: ROWS }, (_, row) => row % 6);
  it.each([
    ['sorted', sorted],
    ['of frames', frames],
    ['in turn', inTurn],
  ])('of a model that takes one class for another, or two for each other, %s', (_, own) => {
    const missed = (target: number) => (target === 3 ? 2 : target);
    const exchanged = (target: number) => (target === 3 ? 2 : target === 2 ? 3 : target);
    for (const predictedOf of [missed, exchanged]) {
      const rows = rowsOfClasses(12, 6, own, (row) => row, predictedOf);
      expect(partialPairingOf(rows)).toMatchObject({ repair: null, unrelated: null });
    }
  });
});
