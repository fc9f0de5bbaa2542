import { describe, expect, it } from 'vitest';
import { checkTensors } from '../../../src/check/check';
import { mergeReports } from '../../../src/check/report/merge-reports';
import type { Report } from '../../../src/check/report/report';
import { npy } from '../kernel/tensors';
import { randomNumbers, validateReport } from './tensors';

interface Rows {
  readonly classes: number;
  readonly logits: Float32Array;
  readonly targets: Int32Array;
}

function rowsOf(classes: number, rows: number, seed: number): Rows {
  const random = randomNumbers(seed);
  const logits = Float32Array.from({ length: rows * classes }, () => 6 * random() - 3);
  // Some targets are the same class, so that one is the most frequent.
  const targets = Int32Array.from({ length: rows }, (_, row) =>
    row % 3 === 0 ? 17 : Math.floor(random() * classes),
  );
  return { classes, logits, targets };
}

function part({ classes, logits, targets }: Rows, first: number, end: number): Rows {
  return {
    classes,
    logits: logits.slice(first * classes, end * classes),
    targets: targets.slice(first, end),
  };
}

async function checked({ classes, logits, targets }: Rows): Promise<Report> {
  const report = await checkTensors({
    files: [
      await npy('logits', '<f4', [targets.length, classes], logits.buffer),
      await npy('targets', '<i4', [targets.length], targets.buffer),
    ],
  });
  validateReport(report);
  return report;
}

/** −log softmax of the target, summed over the rows. */
function crossEntropyOf({ classes, logits, targets }: Rows): number {
  return targets.reduce((total, target, row) => {
    const own = logits.subarray(row * classes, (row + 1) * classes);
    const sum = own.reduce((before, x) => before + Math.exp(x), 0);
    return total + Math.log(sum) - (own[target] ?? 0);
  }, 0);
}

describe.each([4_096, 5_000, 70_000])('a vocabulary of %s classes', (classes) => {
  const rows = rowsOf(classes, 12, classes);

  it('keeps the sums of all its classes, whether they are listed or not', async () => {
    const { losses, counts, statistics } = await checked(rows);
    expect(losses.crossEntropy.sum).toBeCloseTo(crossEntropyOf(rows), 6);
    expect(counts.positives).toBe(12);
    const values = statistics.values.channels.counts.reduce((sum, one) => sum + one, 0);
    expect(values).toBe(12 * classes);
  });

  it('lists the classes that occur, and says how many there are', async () => {
    const report = await checked(rows);
    const occurring = new Set(rows.targets);
    const listed = report.classes.filter(({ count }) => count > 0).map(({ index }) => index);
    expect(new Set(listed)).toEqual(occurring);
    expect(report.interpretation.classes).toBe(classes);
    expect(report.classes.find(({ index }) => index === 17)?.count).toBeGreaterThanOrEqual(4);
    expect(report.ranking?.accuracy.chance).toBeCloseTo(
      (report.classes.find(({ index }) => index === 17)?.count ?? 0) / 12,
      12,
    );
  });

  it('has a report of less than 5 MB', async () => {
    expect(JSON.stringify(await checked(rows), null, 2).length).toBeLessThan(5_000_000);
  });

  it('is merged from shards that list different classes', async () => {
    const whole = await checked(rows);
    const merged = mergeReports([await checked(part(rows, 0, 5)), await checked(part(rows, 5, 12))]);
    validateReport(merged);
    expect(merged.losses.crossEntropy.sum).toBeCloseTo(whole.losses.crossEntropy.sum ?? Number.NaN, 9);
    for (const { index, count, crossEntropyShare } of whole.classes.filter((one) => one.count > 0)) {
      const its = merged.classes.find((one) => one.index === index);
      expect(its?.count).toBe(count);
      expect(its?.crossEntropyShare).toBeCloseTo(crossEntropyShare ?? Number.NaN, 9);
    }
  });
});
