import { countsOf } from '../derive/losses';
import type { Report } from '../report/report';
import type { SideWeights } from './candidate';
import { type Elements, elementsOf, weightedElementsOf } from './elements';
import { type FocalSums, focalSums } from './focal-sums';
import { type TriedGamma, triedGammas } from './gammas';
import { type Divisor, divisorsOf, type LossCounts } from './reductions';
import { sideWeights } from './weights';

/** The parts of a report that describe its data. */
interface ReportedData {
  readonly link: 'sigmoid' | 'softmax';
  /** α of the report if it is one number; null when it is off or a list. */
  readonly alpha: number | null;
  /** One α a class; null when the report has no list. */
  readonly alphas: readonly number[] | null;
  readonly gamma: number;
  readonly counts: LossCounts;
  /** Shape of the logits. */
  readonly shape: readonly number[];
  readonly classAxis: number | null;
  readonly classes: number | null;
  readonly elements: Elements;
  /** The elements with their weights; null where they have none. */
  readonly weighted: Elements | null;
}

/** The data on which candidates are evaluated, and what is tried on them. */
export interface LossData extends ReportedData {
  /** Every γ, with the sums of the focal loss. */
  readonly gammas: readonly (TriedGamma & { readonly sums: FocalSums })[];
  readonly weights: readonly SideWeights[];
  readonly divisors: readonly Divisor[];
}

/** Returns what a report holds of the data; null for soft targets, from whose histograms no other loss can be summed. */
export function lossDataOf(report: Report): LossData | null {
  const elements = elementsOf(report);
  if (elements === null) {
    return null;
  }
  const { interpretation, parameters, inputs, statistics } = report;
  const { elements: all, positives, negatives } = countsOf(statistics);
  const logits = inputs.find(({ role }) => role === 'logits');
  return withTried({
    link: interpretation.link,
    alpha: typeof parameters.alpha === 'number' ? parameters.alpha : null,
    alphas: Array.isArray(parameters.alpha) ? parameters.alpha : null,
    gamma: parameters.gamma,
    counts: { elements: all, positives, negatives, takingPart: positives + negatives },
    shape: logits?.shape ?? [],
    classAxis: interpretation.classAxis,
    classes: interpretation.classes,
    elements,
    weighted: weightedElementsOf(report),
  });
}

/** Adds what is tried. */
export function withTried(reported: ReportedData): LossData {
  return {
    ...reported,
    gammas: triedGammas(reported.gamma).map((tried) => ({
      ...tried,
      sums: focalSums(reported.elements, tried.gamma),
    })),
    weights: sideWeights(reported),
    divisors: divisorsOf(reported),
  };
}
