import { scoreLogit, type TrainedLoss } from '../../calibration/focal-map';
import type { ClassCounts, CountedClass } from '../../labels/class-counts';
import type { NamedClasses } from '../../labels/named-classes';
import { classBalancedAlpha, effectiveNumber, frequencyWeights, priorBias } from '../../loss/class-balance';
import { balancedAlphaAtPrior } from '../../loss/gradient-balance';
import type { Report } from '../report/report';
import { type GradientBalance, gradientBalanceOf } from './gradient-balance';

/** The weights of a class, by four rules; each rule's weights sum to the number of classes. */
export interface WeighedClass extends CountedClass {
  readonly share: number;
  /** Null where a class has no examples: no weight makes up for that. */
  readonly weights: {
    readonly inverse: number;
    readonly inverseRoot: number;
    readonly effectiveNumber: number;
  } | null;
  readonly effectiveExamples: number;
  /**
   * The pos_weight of a label that each row may have or not: rows without it by rows with it. Null for classes that exclude each
   * other, for a label that no row has, and where elements were left out.
   */
  readonly positiveWeight: number | null;
}

/** The part of a choice that follows from the counts of positives and negatives. */
export interface BinaryChoice {
  /** The name of the second of two classes; null for a report, which names its classes itself. */
  readonly positiveClass: string | null;
  readonly positives: number;
  readonly negatives: number;
  /** Share of positives. */
  readonly prior: number;
  /** α that weighs both sides the same by their counts, and the pos_weight that does. */
  readonly alphaFromCounts: number;
  readonly positiveWeight: number;
  /** The bias of the last layer: `prior` makes every score the share of positives, `minimum` minimises the loss. */
  readonly bias: { readonly prior: number; readonly minimum: number };
  /** The α that is balanced where every score is the share of positives, over γ. */
  readonly line: readonly { readonly gamma: number; readonly atPrior: number }[];
}

/** The α, γ and class weights that a training can begin with. */
export interface Choice {
  readonly schema: 'focal-loss-choice';
  readonly version: 1;
  readonly alpha: number | null;
  readonly gamma: number;
  readonly beta: number;
  /** True where the effective numbers differ by less than 1 %, so that β does nothing. */
  readonly isBetaTooSmall: boolean;
  readonly classes: readonly WeighedClass[];
  /** Classes without examples. */
  readonly emptyClasses: readonly string[];
  readonly ignored: number;
  /** Null for other numbers of classes than two, and where a side is absent. */
  readonly binary: BinaryChoice | null;
  /** On the logits of a report; null without one, and where `gradientBalanceOf` has none. */
  readonly balance: GradientBalance | null;
}

/** γ of the line without logits: those of Lin et al. 2017, Table 1b. */
const GAMMAS = [0, 0.1, 0.2, 0.5, 1, 2, 5];
/** Weights that differ by less do nothing. */
const NOTICEABLE = 0.01;

interface Sides {
  readonly positiveClass: string | null;
  readonly positives: number;
  readonly negatives: number;
}

/** The loss for which a choice is made, with β of the effective number of examples, in [0, 1). */
export interface ChoiceWish extends TrainedLoss {
  readonly beta: number;
}

/** The choice for classes that were counted; of two classes the second is the positive one. */
export function choiceForCounts(counts: ClassCounts, wish: ChoiceWish): Choice {
  return choiceFor(counts, { sides: sidesOf(counts.classes), rowsOfLabels: null, report: null }, wish);
}

/**
 * The choice for the data of a report.
 * @param named names of its classes; null where no file has them
 * @param labelOf names a class by its index where no file does; default: as the report does
 */
export function choiceForReport(
  report: Report,
  wish: ChoiceWish,
  named: NamedClasses | null,
  labelOf: (index: number) => string = (index) => report.classes[index]?.label ?? '',
): Choice {
  const { classes, counts, interpretation } = report;
  const counted = {
    classes: classes.map((one, index) => ({ name: named?.names[index] ?? labelOf(index), count: one.count })),
    ignored: counts.ignored,
  };
  const sides =
    interpretation.link === 'sigmoid' && interpretation.targets !== 'soft'
      ? { positiveClass: null, positives: counts.positives, negatives: counts.negatives }
      : null;
  return choiceFor(counted, { sides, rowsOfLabels: rowsOfLabels(report), report }, wish);
}

/** The number of rows of a multi-label check whose rows have a target for every label; null for any other check. */
function rowsOfLabels({ interpretation, classes, counts }: Report): number | null {
  const { elements, ignored, nonFinite, invalidTargets } = counts;
  const isMultiLabel = interpretation.link === 'sigmoid' && interpretation.classAxis !== null;
  return isMultiLabel && ignored + nonFinite + invalidTargets === 0 ? elements / classes.length : null;
}

interface Known {
  readonly sides: Sides | null;
  readonly rowsOfLabels: number | null;
  readonly report: Report | null;
}

function choiceFor(
  { classes, ignored }: ClassCounts,
  { sides, rowsOfLabels: rows, report }: Known,
  { alpha, gamma, beta }: ChoiceWish,
): Choice {
  const effective = classes.map((one) => effectiveNumber(one.count, beta));
  const emptyClasses = classes.filter((one) => one.count === 0).map(({ name }) => name);
  return {
    schema: 'focal-loss-choice',
    version: 1,
    alpha,
    gamma,
    beta,
    isBetaTooSmall:
      emptyClasses.length === 0 && Math.max(...effective) / Math.min(...effective) - 1 < NOTICEABLE,
    classes: weighed(classes, effective, beta, rows),
    emptyClasses,
    ignored,
    binary: binaryOf(sides, alpha, gamma),
    balance: report === null ? null : gradientBalanceOf(report, { alpha, gamma }),
  };
}

function sidesOf([negative, positive, ...more]: readonly CountedClass[]): Sides | null {
  return negative === undefined || positive === undefined || more.length > 0
    ? null
    : { positiveClass: positive.name, positives: positive.count, negatives: negative.count };
}

function weighed(
  classes: readonly CountedClass[],
  effective: readonly number[],
  beta: number,
  rows: number | null,
): WeighedClass[] {
  const counts = classes.map((one) => one.count);
  const total = counts.reduce((sum, one) => sum + one, 0);
  const hasAll = counts.every((one) => one > 0);
  const rules = hasAll
    ? {
        inverse: frequencyWeights(counts, 1),
        inverseRoot: frequencyWeights(counts, 0.5),
        effectiveNumber: classBalancedAlpha(counts, beta),
      }
    : null;
  return classes.map((one, at) => ({
    ...one,
    share: one.count / total,
    weights:
      rules === null
        ? null
        : {
            inverse: rules.inverse[at] ?? Number.NaN,
            inverseRoot: rules.inverseRoot[at] ?? Number.NaN,
            effectiveNumber: rules.effectiveNumber[at] ?? Number.NaN,
          },
    effectiveExamples: one.count === 0 ? 0 : (effective[at] ?? Number.NaN),
    positiveWeight: rows === null || one.count === 0 ? null : (rows - one.count) / one.count,
  }));
}

function binaryOf(sides: Sides | null, alpha: number | null, gamma: number): BinaryChoice | null {
  if (sides === null || sides.positives === 0 || sides.negatives === 0) {
    return null;
  }
  const { positiveClass, positives, negatives } = sides;
  const prior = positives / (positives + negatives);
  const bias = priorBias(prior);
  return {
    positiveClass,
    positives,
    negatives,
    prior,
    alphaFromCounts: 1 - prior,
    positiveWeight: negatives / positives,
    bias: { prior: bias, minimum: scoreLogit(bias, { alpha, gamma }) },
    line: GAMMAS.map((each) => ({ gamma: each, atPrior: balancedAlphaAtPrior(prior, each) })),
  };
}
