import type { AlphaRole } from '../../loss/variants/variant';
import { classWeightsInCode, isBalancedInCode } from './balance-in-code';
import { isClose, Measure } from './measure';
import { CLASSES, exampleOf, examplesOf, LAYOUTS } from './probes';
import { type AlphaValue, classWeights } from './settings';

/** The role of α, and the form in which the loss takes it. */
export interface AlphaReading {
  readonly role: AlphaRole | null;
  /** The form that works: a number, or one a class; null if α is never given. */
  readonly form: 'number' | 'classes' | null;
}

const [LOW, HIGH] = [0.3, 0.6];

/** The factor of one side. */
type Factor = 'alpha' | 'complement' | 'one' | 'other';

/** Finds the role of α from the ratio of the losses with two values of it, by target or class. */
export function readAlpha(measure: Measure): AlphaReading {
  const { plan } = measure;
  if (!plan.alpha) {
    const role = isBalancedInCode(measure) ? 'off' : classWeightsInCode(measure) ? 'perClass' : null;
    return { role, form: null };
  }
  // Where several are the default or meant, one number multiplies every class by a broadcast alone.
  const areSeveral = plan.alpha.default?.type === 'sequence' || plan.alpha.isPerClass;
  const forms = areSeveral ? [ofClasses, ofNumber] : [ofNumber, ofClasses];
  const reading = firstReading(forms, measure);
  if (!plan.hasAlphaByDefault) {
    // The code may set weights where it is given none.
    return { role: isBalancedInCode(measure) ? 'off' : null, form: reading?.form ?? null };
  }
  const isSpread = measure.runner.events.some(({ kind }) => kind === 'broadcastGrew');
  if (reading?.role === 'off') {
    const role = isSpread ? null : roleOfShares(ratiosOfShares(measure, LOW, HIGH));
    // The code may have weights of its own where the parameter does nothing.
    return { role: role === 'off' && !isBalancedInCode(measure) ? null : role, form: reading.form };
  }
  return reading ?? { role: null, form: null };
}

/** What the first form shows that works; the others do not run. */
function firstReading(
  forms: readonly ((measure: Measure) => AlphaReading | null)[],
  measure: Measure,
): AlphaReading | null {
  for (const read of forms) {
    const reading = read(measure);
    if (reading) {
      return reading;
    }
  }
  return null;
}

/**
 * What runs a loss with a number for an α that is None by default: in rows of two classes where the usual ones are too many for it.
 *
 * @returns null where the loss takes no number, or has another α by default
 */
export function measureWithNumber(measure: Measure): Measure | null {
  const { layout, plan, runner } = measure;
  if (!plan.alpha || plan.hasAlphaByDefault) {
    return null;
  }
  const two = LAYOUTS.find(({ name }) => name === 'twoClasses');
  const ofTwo =
    two && layout.width > 1 && layout.hasIndexTargets
      ? [new Measure(runner, plan.ofClasses(two.classes), two)]
      : [];
  return [measure, ...ofTwo].find((each) => ofNumber(each) !== null) ?? null;
}

/** The role of a number that is given for α. */
export function roleOfNumber(measure: Measure): AlphaRole | null {
  return ofNumber(measure)?.role ?? null;
}

/** True for a loss of classes in which an α that is a number multiplies the losses of all classes by one and the same number. */
export function scalesAlike(measure: Measure): boolean {
  const ratios = examplesOf(measure.layout).map((example) => {
    const [one, two] = [LOW, HIGH].map((alpha) => measure.ofExample(example, { alpha }));
    return one && two ? one / two : Number.NaN;
  });
  const [first = Number.NaN] = ratios;
  return (
    measure.layout.width > 1 &&
    !isClose(first, 1, 1e-6) &&
    ratios.every((ratio) => isClose(ratio, first, 1e-6))
  );
}

/** True for a loss that takes one weight a class. */
export function takesClassWeights(measure: Measure): boolean {
  return ofClasses(measure)?.role === 'perClass';
}

/** The side of single decisions that 1 − α weights where the other keeps 1, which has no role of its own; null for any other α. */
export function sideOfComplement(measure: Measure): 'positives' | 'negatives' | null {
  const isNumber = measure.layout.width === 1 && measure.plan.hasAlphaByDefault;
  const [negatives, positives] = (isNumber && factorsOfNumber(measure)) || [];
  const sides = `${positives} ${negatives}`;
  return sides === 'one complement' ? 'negatives' : sides === 'complement one' ? 'positives' : null;
}

function factorsOfNumber(measure: Measure): Factor[] | null {
  return factorsOf(measure, LOW, HIGH, (ratio) => {
    if (isClose(ratio, LOW / HIGH, 1e-6)) {
      return 'alpha';
    }
    if (isClose(ratio, (1 - LOW) / (1 - HIGH), 1e-6)) {
      return 'complement';
    }
    return isClose(ratio, 1, 1e-9) ? 'one' : 'other';
  });
}

function ofNumber(measure: Measure): AlphaReading | null {
  const factors = factorsOfNumber(measure);
  if (!factors) {
    return null;
  }
  return { role: measure.layout.width === 1 ? roleOfSides(factors) : roleOfClasses(factors), form: 'number' };
}

/** Factor of each target or class; null if a loss raises or two examples of a target disagree. */
function factorsOf(
  measure: Measure,
  low: AlphaValue,
  high: AlphaValue,
  factorOf: (ratio: number, target: number) => Factor,
): Factor[] | null {
  const factors: Factor[] = [];
  for (const example of examplesOf(measure.layout)) {
    const [one, two] = [
      measure.ofExample(example, { alpha: low }),
      measure.ofExample(example, { alpha: high }),
    ];
    if (one === null || two === null || two === 0) {
      return null;
    }
    const factor = factorOf(one / two, example.target);
    const known = factors[example.target];
    factors[example.target] = known === undefined || known === factor ? factor : 'other';
  }
  return factors;
}

function roleOfSides([negatives, positives]: readonly Factor[]): AlphaRole | null {
  switch (`${positives} ${negatives}`) {
    case 'alpha complement':
      return 'positives';
    case 'complement alpha':
      return 'classZero';
    case 'alpha alpha':
      return 'everyClass';
    case 'alpha one':
      return 'positivesOnly';
    case 'one alpha':
      return 'negativesOnly';
    case 'one one':
      return 'off';
    default:
      return null;
  }
}

function roleOfClasses([first, ...others]: readonly Factor[]): AlphaRole | null {
  if (others.length === 1 && first === 'complement' && others[0] === 'alpha') {
    return 'positives';
  }
  const areAll = (factor: Factor): boolean => others.every((other) => other === factor);
  if (first === 'alpha' && areAll('alpha')) {
    return 'everyClass';
  }
  if (first === 'one' && areAll('one')) {
    return 'off';
  }
  if (first === 'complement' && areAll('alpha')) {
    return 'foreground';
  }
  return first === 'alpha' && areAll('complement') ? 'classZero' : null;
}

/** With one weight a class, only the loss of the class whose weight changes may change. */
function ofClasses(measure: Measure): AlphaReading | null {
  const count = measure.layout.width === 1 ? 2 : measure.layout.width;
  const base = classWeights(count);
  for (let changed = 0; changed < Math.min(count, CLASSES); changed++) {
    const other = base.with(changed, (base[changed] ?? 1) * LARGER);
    const factors = factorsOf(measure, base, other, (ratio, target) =>
      isClose(ratio, 1, 1e-9) === (target !== changed) ? 'alpha' : 'other',
    );
    if (!factors) {
      return null;
    }
    if (!factors.every((factor) => factor === 'alpha') && !isShareOf(measure, changed, base, other)) {
      return { role: null, form: 'classes' };
    }
  }
  return { role: 'perClass', form: 'classes' };
}

/** By how much a weight grows. */
const LARGER = 1.5;

/**
 * True if the weight of a class changes the share of that class in the gradient of a mixed batch, as it does in a mean that
 * is divided by the weights.
 */
function isShareOf(
  measure: Measure,
  changed: number,
  base: readonly number[],
  other: readonly number[],
): boolean {
  const ratios = ratiosOfShares(measure, base, other);
  const [reference] = ratios.filter((_, target) => target !== changed);
  return ratios.every((ratio, target) =>
    isClose(ratio, (reference ?? 1) * (target === changed ? LARGER : 1), 1e-6),
  );
}

/**
 * The role of an α that leaves equal examples alone: in a mean that is divided by the weights, it changes the share of the
 * negatives, or of class 0, against that of the others.
 */
function roleOfShares([first = Number.NaN, ...others]: readonly number[]): AlphaRole | null {
  const areAll = (expected: number): boolean =>
    others.every((other) => isClose(other / first, expected, 1e-6));
  if (areAll(1)) {
    return isClose(first, 1, 1e-6) ? 'off' : null;
  }
  const shift = (HIGH / LOW) * ((1 - LOW) / (1 - HIGH));
  if (areAll(shift)) {
    return others.length === 1 ? 'positives' : 'foreground';
  }
  return areAll(1 / shift) ? 'classZero' : null;
}

/** By how much the gradient of each target or class grows in a batch with one example of each. */
function ratiosOfShares(measure: Measure, low: AlphaValue, high: AlphaValue): number[] {
  const { layout } = measure;
  const targets = Array.from({ length: Math.max(layout.width, 2) }, (_, target) => target);
  const examples = targets.map((target) => exampleOf(layout.width, 0, target));
  const [one, two] = [low, high].map((alpha) => measure.total(examples, { alpha })?.gradient ?? []);
  const sizeOf = (gradient: readonly number[], target: number): number =>
    gradient
      .slice(target * layout.rowWidth, (target + 1) * layout.rowWidth)
      .reduce((sum, slope) => sum + Math.abs(slope), 0);
  return targets.map((target) => sizeOf(two ?? [], target) / sizeOf(one ?? [], target));
}
