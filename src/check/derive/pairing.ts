import type { Agreement, Pairing, Repair } from '../report/report';
import { accuracyOf, areaOf, isClass, type Measure, type PairedRows, topClasses } from './paired-agreement';
import { total } from './sums';

/** An agreement this many standard errors above chance is no accident, even though a dozen repairs are tried. */
const SURE = 6;
/** A repair must bring this part of the way from chance to perfect agreement. */
const RESTORED = 0.25;
/** Agreement as given that is less than this part of the way is not explained by a weak model once a repair works. */
const BROKEN = 0.1;
/** Blocks of so many places are tried at most. */
const MOST_LAYOUTS = 64;

/**
 * Compares predictions with targets as they are given and, where they hardly agree, under the usual mistakes: targets
 * shifted by one row, in reverse order, counted from one, renumbered classes, inverted labels or scores, a class axis that was
 * flattened without being moved. Where they agree for the most part, some classes may still have each other's numbers.
 */
export function pairingOf(rows: PairedRows): Pairing {
  const agreementOf = rows.link === 'softmax' ? accuracyOf(rows) : areaOf(rows);
  const asGiven = agreementOf(rows.targets);
  if (asGiven.count === 0) {
    return { asGiven, repair: null, unrelated: null };
  }
  const candidates =
    progress(asGiven) >= BROKEN
      ? renumberings(rows, exchangedClasses)
      : [...orderRepairs(rows), ...labelRepairs(rows, asGiven), ...layoutRepairs(rows)];
  let best: { how: Repair; agreement: Agreement } | null = null;
  for (const { how, measure } of candidates) {
    const agreement = measure(agreementOf);
    if (isRestored(agreement, asGiven) && (best === null || agreement.value > best.agreement.value)) {
      best = { how, agreement };
    }
  }
  return { asGiven, repair: best, unrelated: null };
}

interface Candidate {
  readonly how: Repair;
  readonly measure: (agreementOf: Measure) => Agreement;
}

/** The part of the way from chance to perfect agreement; negative below chance. */
function progress({ value, chance }: Agreement): number {
  return (value - chance) / (1 - chance);
}

/** True if predictions and targets belong together, far beyond what chance does. */
export function isAgreement(agreement: Agreement): boolean {
  const { value, chance, standardError } = agreement;
  return progress(agreement) >= RESTORED && value - chance > SURE * standardError;
}

function isRestored(agreement: Agreement, asGiven: Agreement): boolean {
  const gained = agreement.value - asGiven.value;
  return isAgreement(agreement) && gained > SURE * (agreement.standardError + asGiven.standardError);
}

function orderRepairs({ targets, channels, link, rowsPerExample, isWhole }: PairedRows): Candidate[] {
  if (rowsPerExample > 1 && !isWhole) {
    return [];
  }
  const width = (link === 'softmax' ? 1 : channels) * rowsPerExample;
  const count = targets.length / width;
  const moved = (from: (row: number) => number) =>
    Float64Array.from({ length: targets.length }, (_, at) => {
      const row = from(Math.floor(at / width));
      return row >= 0 && row < count ? (targets[row * width + (at % width)] ?? Number.NaN) : Number.NaN;
    });
  const shifted = ([1, -1] as const).map(
    (by): Candidate => ({
      how: { kind: 'shifted', by },
      measure: (agreementOf) => agreementOf(moved((row) => row + by)),
    }),
  );
  if (!isWhole) {
    return shifted;
  }
  return [
    ...shifted,
    { how: { kind: 'reversed' }, measure: (agreementOf) => agreementOf(moved((row) => count - 1 - row)) },
  ];
}

function labelRepairs(rows: PairedRows, asGiven: Agreement): Candidate[] {
  if (rows.link === 'sigmoid') {
    const inverted = { ...asGiven, value: 1 - asGiven.value };
    return [{ how: { kind: 'inverted' }, measure: () => inverted }];
  }
  const { targets, scores, channels } = rows;
  const offsets = ([1, -1] as const).map(
    (by): Candidate => ({
      how: { kind: 'offset', by },
      measure: (agreementOf) => agreementOf(Float64Array.from(targets, (target) => target + by)),
    }),
  );
  const negated: Candidate = {
    how: { kind: 'negated' },
    measure: () => accuracyOf({ ...rows, scores: Float64Array.from(scores, (score) => -score) })(targets),
  };
  // With two classes, negated scores are the same as swapped classes.
  const others = channels > 2 ? [...offsets, negated] : offsets;
  return [...others, ...renumberings(rows, renumberedClasses)];
}

/** @param classesOf the target of each predicted class, or −1, from what is most frequent; null where it is no renumbering */
function renumberings(
  rows: PairedRows,
  classesOf: (frequent: readonly FrequentTarget[]) => number[] | null,
): Candidate[] {
  const classes = rows.link === 'softmax' ? classesOf(frequentTargets(rows)) : null;
  if (classes === null) {
    return [];
  }
  const original = new Map(classes.flatMap((target, predicted) => (target < 0 ? [] : [[target, predicted]])));
  // The renumbering was read off the even rows, so only the odd ones may judge it.
  const renumbered = Float64Array.from(rows.targets, (target, row) =>
    row % 2 === 0 ? Number.NaN : (original.get(target) ?? Number.NaN),
  );
  return [{ how: { kind: 'permuted', classes }, measure: (agreementOf) => agreementOf(renumbered) }];
}

/** The most frequent target of a predicted class, −1 without one, and its share of these predictions. */
interface FrequentTarget {
  readonly target: number;
  readonly share: number;
}

/** The most frequent target of each predicted class among the even rows. */
function frequentTargets(rows: PairedRows): FrequentTarget[] {
  const { channels, targets } = rows;
  const predicted = topClasses(rows);
  const counts = Array.from({ length: channels }, () => new Map<number, number>());
  for (let row = 0; row < predicted.length; row += 2) {
    const target = targets[row] ?? Number.NaN;
    if (isClass(target, channels)) {
      const ofClass = counts[predicted[row] ?? 0];
      ofClass?.set(target, (ofClass.get(target) ?? 0) + 1);
    }
  }
  return counts.map((ofClass) => {
    const [target = -1, most = 0] = [...ofClass].sort(([, one], [, other]) => other - one)[0] ?? [];
    return { target, share: most / Math.max(1, total([...ofClass.values()])) };
  });
}

/** A renumbering of all classes; null unless each target is taken once. */
function renumberedClasses(frequent: readonly FrequentTarget[]): number[] | null {
  const classes = frequent.map(({ target }) => target);
  const taken = classes.filter((target) => target >= 0);
  return new Set(taken).size === taken.length ? classes : null;
}

/** The classes most of whose predictions have another target, where they have each other's; the others as they are. */
function exchangedClasses(frequent: readonly FrequentTarget[]): number[] | null {
  const moved = new Map<number, number>();
  for (const [predicted, { target, share }] of frequent.entries()) {
    if (target !== predicted && share > 1 / 2) {
      moved.set(predicted, target);
    }
  }
  const isExchange = moved.size > 0 && [...moved.keys()].every((one) => new Set(moved.values()).has(one));
  return isExchange ? frequent.map((_, predicted) => moved.get(predicted) ?? predicted) : null;
}

/** Scores laid out class by class within blocks of so many places, and flattened as if the class axis came last. */
function layoutRepairs(rows: PairedRows): Candidate[] {
  const { channels, scores, targets } = rows;
  if (channels < 2 || !rows.isWhole) {
    return [];
  }
  return placesOf(scores.length / channels).map((places) => ({
    how: { kind: 'flattened', places },
    measure: (agreementOf) => {
      const block = places * channels;
      // The place from which the score of each place is read.
      const sources = Uint32Array.from(scores, (_, at) => {
        const within = at % block;
        return at - within + (within % channels) * places + Math.floor(within / channels);
      });
      if (rows.link === 'softmax') {
        return accuracyOf({ ...rows, scores: Float64Array.from(sources, (at) => scores[at] ?? Number.NaN) })(
          targets,
        );
      }
      const moved = new Float64Array(scores.length);
      const labels = new Uint32Array(scores.length);
      for (const [at, source] of sources.entries()) {
        moved[source] = targets[at] ?? Number.NaN;
        labels[source] = at % channels;
      }
      return agreementOf(moved, labels);
    },
  }));
}

/** Divisors of the number of rows, the largest blocks first. */
function placesOf(count: number): number[] {
  const divisors = new Set<number>();
  for (let divisor = 1; divisor * divisor <= count; divisor++) {
    if (count % divisor === 0) {
      divisors.add(divisor).add(count / divisor);
    }
  }
  return [...divisors]
    .filter((places) => places > 1)
    .sort((one, other) => other - one)
    .slice(0, MOST_LAYOUTS);
}
