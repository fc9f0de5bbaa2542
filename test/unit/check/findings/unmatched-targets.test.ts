import { describe, expect, it } from 'vitest';
import type { FactsOfFinding } from '../../../../src/messages/finding';
import { type ArrayText, check, findingOf, randomNumbers, vector } from '../tensors';

type Arrays = Readonly<Record<string, ArrayText>>;

const ROWS = 600;
const CLASSES = 6;
const random = randomNumbers(21);

/** A number drawn by the logits' own softmax. */
function drawn(logits: readonly number[]): number {
  const weights = logits.map(Math.exp);
  let left = random() * weights.reduce((sum, one) => sum + one, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => {
      left -= weight;
      return left <= 0;
    }),
  );
}

/** A calibrated model of several classes: logits of that size, and the targets drawn from them. */
function classifier(size: number, count = ROWS) {
  const rows = Array.from({ length: count }, () =>
    Array.from({ length: CLASSES }, () => size * (random() - 0.5)),
  );
  return { rows, targets: rows.map(drawn) };
}

/** The same of two classes, with one score. */
function detector(size: number, shift = 0) {
  const scores = Array.from({ length: ROWS }, () => size * (random() - 0.5) + shift);
  return { scores, targets: scores.map((score) => drawn([0, score])) };
}

const CLASSES_OF_SCREENING = 3;
/** The same of three classes; the first holds nearly all examples: rare findings on many healthy cases. */
function screening(count: number, size: number) {
  const rows = Array.from({ length: count }, () =>
    Array.from(
      { length: CLASSES_OF_SCREENING },
      (_, index) => size * (random() - 0.5) + (index === 0 ? 10 : 0),
    ),
  );
  return { rows, targets: rows.map(drawn) };
}

function shuffled<Value>(values: readonly Value[]): Value[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);
}

const sure = classifier(14);
const surePair = detector(14);
const many = classifier(14, 3 * ROWS);
const ofClasses = (targets: readonly number[], rows = sure.rows): Arrays => ({
  logits: { shape: [rows.length, CLASSES], data: rows.flat() },
  targets: vector(targets, 'int64'),
});
const ofPairs = (targets: readonly number[], scores = surePair.scores): Arrays => ({
  logits: vector(scores),
  targets: vector(targets, 'uint8'),
});
const screened = screening(3 * ROWS, 14);
const ofScreening = (targets: readonly number[], rows = screened.rows): Arrays => ({
  logits: { shape: [rows.length, CLASSES_OF_SCREENING], data: rows.flat() },
  targets: vector(targets, 'int64'),
});
const PLACES = 20;
/** Logits (N, C, places), reshaped to (N · places, C). */
const flattened = Array.from({ length: ROWS * CLASSES }, (_, at) => {
  const within = at % (PLACES * CLASSES);
  const row = Math.floor(at / (PLACES * CLASSES)) * PLACES + (within % PLACES);
  return sure.rows[row]?.[Math.floor(within / PLACES)] ?? 0;
});

const LABELS = 5;
/** Labels of very different frequency, so that scores across labels tell positives whatever the rows are. */
function labelled(size: number) {
  const rows = Array.from({ length: ROWS }, () =>
    Array.from({ length: LABELS }, (_, label) => size * (random() - 0.5) + 2 * label - 6),
  );
  return { rows, targets: rows.map((row) => row.map((score) => drawn([0, score]))) };
}

const sureLabels = labelled(14);
const ofLabels = (targets: readonly number[][], rows = sureLabels.rows): Arrays => ({
  logits: { shape: [rows.length, LABELS], data: rows.flat() },
  targets: { shape: [rows.length, LABELS], data: targets.flat(), dtype: 'uint8' },
});

async function repairOf(arrays: Arrays): Promise<unknown> {
  const finding = findingOf(await check(arrays), 'unmatched-targets');
  expect(finding?.severity).toBe('error');
  return (finding?.facts as FactsOfFinding<'unmatched-targets'> | undefined)?.repair?.how;
}

describe('targets that do not belong to the predictions', () => {
  it.each<[string, Arrays, object]>([
    ['one row too late', ofClasses(sure.targets.map((_, row) => sure.targets.at(row - 1) ?? 0)), { by: 1 }],
    [
      'one row too early',
      ofPairs(surePair.targets.map((_, row) => surePair.targets[row + 1] ?? 0)),
      { by: -1 },
    ],
    [
      'of several labels one row too late',
      ofLabels(sureLabels.targets.map((_, row) => sureLabels.targets.at(row - 1) ?? [])),
      { by: 1 },
    ],
    ['in reverse order', ofClasses(sure.targets.toReversed()), { kind: 'reversed' }],
    [
      'off by one',
      ofClasses(sure.targets.map((target) => Math.max(0, target - 1))),
      { kind: 'offset', by: 1 },
    ],
    [
      'of renumbered classes',
      ofClasses(sure.targets.map((target) => (5 * target + 2) % CLASSES)),
      { kind: 'permuted' },
    ],
    [
      'of two classes that are swapped among six',
      ofClasses(
        many.targets.map((target) => [0, 4, 2, 3, 1, 5][target] ?? 0),
        many.rows,
      ),
      { kind: 'permuted', classes: [0, 4, 2, 3, 1, 5] },
    ],
    ['inverted', ofPairs(surePair.targets.map((target) => 1 - target)), { kind: 'inverted' }],
    [
      'of a class axis that was flattened without being moved',
      { ...ofClasses(sure.targets), logits: { shape: [ROWS, CLASSES], data: flattened } },
      { kind: 'flattened', places: PLACES },
    ],
  ])('%s', async (_, arrays, how) => {
    expect(await repairOf(arrays)).toMatchObject(how);
  });

  it.each<[string, Arrays, object]>([
    [
      'one row too late from the middle on',
      ofClasses(sure.targets.map((target, row) => (row < 300 ? target : (sure.targets[row - 1] ?? 0)))),
      { kind: 'moved', rows: ROWS, runs: [{ by: 1, until: ROWS }] },
    ],
    [
      'of two classes, one row too early from the middle on',
      ofPairs(surePair.targets.map((target, row) => (row < 300 ? target : (surePair.targets[row + 1] ?? 0)))),
      { kind: 'moved', rows: ROWS, runs: [{ by: -1, until: ROWS }] },
    ],
    [
      'of two parts in another order',
      ofClasses([...sure.targets.slice(200), ...sure.targets.slice(0, 200)]),
      { kind: 'moved', rows: ROWS, runs: [{ by: 400 }, { by: -200 }] },
    ],
  ])('%s, and calibration is folded under it', async (_, arrays, how) => {
    expect(await repairOf(arrays)).toMatchObject(how);
    const { findings } = await check(arrays);
    expect(findings.map(({ id }) => id)).not.toContain('over-confidence');
  });

  it('in no order from the middle on are a warning', async () => {
    const targets = [...sure.targets.slice(0, 300), ...shuffled(sure.targets.slice(300))];
    const { findings } = await check(ofClasses(targets));
    expect(findings[0]).toMatchObject({
      id: 'unmatched-targets',
      severity: 'warning',
      facts: { repair: null, unrelated: { rows: ROWS, until: ROWS } },
    });
    expect(findings[0]?.title).toMatch(/^From about row \d+ on, the targets are not those of these rows$/);
  });

  it.each<[string, Arrays]>([
    ['of several classes', ofClasses(shuffled(sure.targets))],
    ['of two classes', ofPairs(shuffled(surePair.targets))],
    ['of several labels', ofLabels(shuffled(sureLabels.targets))],
    ['of classes that are nearly all the same', ofScreening(shuffled(screened.targets))],
  ])('in no order at all, %s', async (_, arrays) => {
    expect(await repairOf(arrays)).toBeUndefined();
  });

  it.each([
    ['x_train', true],
    ['features', true],
    ['logits', false],
    ['x_logits', false],
  ])('in no order, of logits that are called %s, may be features: %s', async (name, isNamedAsInput) => {
    const { logits = vector([]), ...targets } = ofClasses(shuffled(sure.targets));
    const finding = findingOf(await check({ [name]: logits, ...targets }), 'unmatched-targets');
    expect(finding?.facts).toMatchObject({ isNamedAsInput });
  });

  it('are seen within the labels, where the area over all labels is large', async () => {
    const { ranking } = await check(ofLabels(shuffled(sureLabels.targets)));
    // A fifth of the way from chance to perfect: beyond it pairs are not looked into.
    expect(ranking?.rocAuc?.value).toBeGreaterThan(0.6);
    expect(ranking?.rocAucOfLabels?.value).toBeCloseTo(0.5, 1);
  });

  it('are seen within the classes, where the accuracy is close to the claimed one by chance', async () => {
    const arrays = ofScreening(shuffled(screened.targets));
    const finding = findingOf(await check(arrays), 'unmatched-targets');
    const facts = finding?.facts as FactsOfFinding<'unmatched-targets'> | undefined;
    const { value, standardError, count } = facts?.asGiven ?? { value: 0, standardError: 0, count: 0 };
    expect(facts?.measure).toBe('areaOfClasses');
    expect(Math.abs(value - 0.5)).toBeLessThan(3 * standardError);
    expect(count).toBe(3 * ROWS);
  });

  it('come before the advice that rests on them', async () => {
    const { findings } = await check(ofPairs(surePair.targets.map((target) => 1 - target)));
    expect(findings[0]?.id).toBe('unmatched-targets');
    expect(findings.map(({ id }) => id)).not.toContain('over-confidence');
    expect(findings[0]?.consequences.map(({ id }) => id)).toContain('over-confidence');
  });
});

describe('targets that are right', () => {
  const weak = classifier(0.5);
  const weakPair = detector(0.5);
  const rare = detector(4, -5);
  const frequent = classifier(1);
  const frequencies = labelled(0.5);
  const weakScreening = screening(ROWS, 2);
  it.each<[string, Arrays]>([
    ['of classes that are nearly all the same', ofScreening(screened.targets)],
    ['of a few such examples', ofScreening(screened.targets.slice(0, 64), screened.rows.slice(0, 64))],
    ['of a weak model of such classes', ofScreening(weakScreening.targets, weakScreening.rows)],
    [
      'of a model that knows no more than such classes',
      ofScreening(shuffled(weakScreening.targets), weakScreening.rows),
    ],
    ['of a sure model', ofClasses(sure.targets)],
    ['of a sure model of two classes', ofPairs(surePair.targets)],
    ['of a weak model', ofClasses(weak.targets, weak.rows)],
    ['of a weak model of two classes', ofPairs(weakPair.targets, weakPair.scores)],
    // Eight times too sure, and right a little more often than by chance.
    [
      'of a weak model that is over-confident',
      ofClasses(
        frequent.targets,
        frequent.rows.map((row) => row.map((x) => 8 * x)),
      ),
    ],
    ['of a sure model of several labels', ofLabels(sureLabels.targets)],
    [
      'of a model that knows how frequent labels are, and no more',
      ofLabels(shuffled(frequencies.targets), frequencies.rows),
    ],
    ['of rare positives', ofPairs(rare.targets, rare.scores)],
    ['of an untrained model', ofClasses(shuffled(weak.targets), weak.rows)],
    // Sorted by class, so that neighbours have the same target.
    [
      'in the order of the classes',
      (() => {
        const order = [...sure.targets.keys()].sort(
          (one, other) => (sure.targets[one] ?? 0) - (sure.targets[other] ?? 0),
        );
        return ofClasses(
          order.map((row) => sure.targets[row] ?? 0),
          order.map((row) => sure.rows[row] ?? []),
        );
      })(),
    ],
  ])('%s', async (_, arrays) => {
    expect(findingOf(await check(arrays), 'unmatched-targets')).toBeUndefined();
  });

  it('are not looked for in parts of many images, and that is said', async () => {
    const places = 40 * 40;
    const { interpretation } = await check(randomPlaces(4, places));
    expect(interpretation.why.filter((reason) => reason.includes('was not looked for'))).toHaveLength(1);
  });
});

/** Sure predictions of two classes for the places of images, a third of them wrong. */
function randomPlaces(images: number, places: number): Arrays {
  const targets = Array.from({ length: images * places }, () => (random() < 0.5 ? 0 : 1));
  const score = (index: number, image: number, place: number) => {
    const isRight = (image * places + place) % 3 > 0;
    return (targets[image * places + place] === index) === isRight ? 4 : -4;
  };
  const data = Array.from({ length: images }, (_, image) =>
    [0, 1].flatMap((index) => Array.from({ length: places }, (_place, place) => score(index, image, place))),
  ).flat();
  const side = Math.sqrt(places);
  return {
    logits: { shape: [images, 2, side, side], data },
    targets: { shape: [images, side, side], data: targets, dtype: 'uint8' },
  };
}
