import { describe, expect, it } from 'vitest';
import { accuracyOf, type PairedRows } from '../../../../src/check/derive/paired-agreement';
import { pairingOf } from '../../../../src/check/derive/pairing';
import { randomNumbers } from '../tensors';

const ROWS = 600;
const CLASSES = 5;

/** A model that is right about nine times in ten. */
function softmaxRows(seed: number, signal = 4): PairedRows & { targets: number[]; scores: number[] } {
  const random = randomNumbers(seed);
  const targets = Array.from({ length: ROWS }, () => Math.floor(random() ** 1.5 * CLASSES));
  const scores = targets.flatMap((target) =>
    Array.from({ length: CLASSES }, (_, index) => 3 * random() + (index === target ? signal * random() : 0)),
  );
  return { scores, targets, channels: CLASSES, link: 'softmax', rowsPerExample: 1, isWhole: true };
}

function sigmoidRows(seed: number, channels = 1): PairedRows & { targets: number[]; scores: number[] } {
  const random = randomNumbers(seed);
  const targets = Array.from({ length: ROWS * channels }, () => (random() < 0.3 ? 1 : 0));
  const scores = targets.map((target) => 4 * (random() - 0.5) + 2 * target);
  return { scores, targets, channels, link: 'sigmoid', rowsPerExample: 1, isWhole: true };
}

function shuffled(values: readonly number[], seed: number): number[] {
  const random = randomNumbers(seed);
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

describe('predictions beside the targets of other rows', () => {
  const rows = softmaxRows(1);

  it('needs no repair where they agree', () => {
    expect(pairingOf(rows).repair).toBeNull();
    expect(pairingOf(sigmoidRows(2)).repair).toBeNull();
  });

  it.each([1, -1] as const)('finds that softmax targets are shifted by %s row', (by) => {
    const targets = rows.targets.map((_, row) => rows.targets.at((row - by + ROWS) % ROWS) ?? 0);
    expect(pairingOf({ ...rows, targets }).repair?.how).toEqual({ kind: 'shifted', by });
  });

  it('finds that sigmoid targets of three labels are shifted by one row', () => {
    const labelled = sigmoidRows(3, 3);
    const targets = [...labelled.targets.slice(-3), ...labelled.targets.slice(0, -3)];
    expect(pairingOf({ ...labelled, targets }).repair?.how).toEqual({ kind: 'shifted', by: 1 });
  });

  it('finds that targets are in reverse order', () => {
    expect(pairingOf({ ...rows, targets: rows.targets.toReversed() }).repair?.how.kind).toBe('reversed');
    const binary = sigmoidRows(4);
    expect(pairingOf({ ...binary, targets: binary.targets.toReversed() }).repair?.how.kind).toBe('reversed');
  });

  it('finds that classes are counted from one', () => {
    const targets = rows.targets.map((target) => target + 1);
    expect(pairingOf({ ...rows, targets }).repair?.how).toEqual({ kind: 'offset', by: -1 });
  });

  it('finds that classes are renumbered', () => {
    const numbering = [2, 4, 1, 0, 3];
    const targets = rows.targets.map((target) => numbering[target] ?? 0);
    expect(pairingOf({ ...rows, targets }).repair?.how).toEqual({ kind: 'permuted', classes: numbering });
  });

  it.each([
    ['two', [0, 3, 2, 1, 4]],
    ['three', [0, 3, 1, 2, 4]],
  ])('finds that %s classes have the numbers of each other', (_, numbering) => {
    const targets = rows.targets.map((target) => numbering[target] ?? 0);
    expect(pairingOf({ ...rows, targets }).repair?.how).toEqual({ kind: 'permuted', classes: numbering });
  });

  it('takes no confusion of two classes for swapped numbers', () => {
    const random = randomNumbers(9);
    const oneWay = rows.targets.map((target) => (target === 3 ? 1 : target));
    expect(pairingOf({ ...rows, targets: oneWay }).repair).toBeNull();
    const eitherWay = rows.targets.map((target) =>
      target === 1 || target === 3 ? (random() < 0.5 ? 1 : 3) : target,
    );
    expect(pairingOf({ ...rows, targets: eitherWay }).repair).toBeNull();
  });

  it('finds that binary labels are inverted', () => {
    const binary = sigmoidRows(5);
    const targets = binary.targets.map((target) => 1 - target);
    expect(pairingOf({ ...binary, targets }).repair?.how.kind).toBe('inverted');
  });

  it('finds that the class axis was flattened without being moved', () => {
    const places = 20;
    // Scores (N, C, places) behind each other, read as if they were (N, places, C).
    const scores = rows.scores.map((_, at) => {
      const within = at % (places * CLASSES);
      const [channel, place] = [Math.floor(within / places), within % places];
      return rows.scores[at - within + place * CLASSES + channel] ?? 0;
    });
    expect(pairingOf({ ...rows, scores }).repair?.how).toEqual({ kind: 'flattened', places });
  });

  it('names no repair for targets in random order', () => {
    for (let seed = 10; seed < 30; seed++) {
      const pairing = pairingOf({ ...rows, targets: shuffled(rows.targets, seed) });
      expect(pairing.repair).toBeNull();
      expect(Math.abs(pairing.asGiven.value - pairing.asGiven.chance)).toBeLessThan(
        5 * pairing.asGiven.standardError,
      );
      const binary = sigmoidRows(seed);
      expect(pairingOf({ ...binary, targets: shuffled(binary.targets, seed) }).repair).toBeNull();
    }
  });

  it.each([0, 2, 5])(
    'states the standard error that random orders have, with a class that is frequent to %d',
    (lean) => {
      const random = randomNumbers(7 + lean);
      const bias = (index: number) => (index === 0 ? lean : 0);
      const scores = Array.from({ length: ROWS * CLASSES }, (_, at) => 6 * random() + bias(at % CLASSES));
      const leaning = Array.from({ length: ROWS }, () =>
        random() < lean / 6 ? 0 : Math.floor(random() * CLASSES),
      );
      const accuracies: number[] = [];
      let stated = 0;
      for (let seed = 100; seed < 500; seed++) {
        const asGiven = accuracyOf({ ...rows, scores })(shuffled(leaning, seed));
        accuracies.push((asGiven.value - asGiven.chance) ** 2);
        stated = asGiven.standardError;
      }
      const measured = Math.sqrt(accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length);
      // The standard deviation of 400 draws has a standard error of 3.5 %.
      expect(Math.abs(measured / stated - 1)).toBeLessThan(0.14);
    },
  );

  it('names no repair for a model that has learned nothing', () => {
    for (let seed = 30; seed < 50; seed++) {
      expect(pairingOf(softmaxRows(seed, 0)).repair).toBeNull();
    }
  });
});
