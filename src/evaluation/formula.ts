import type { Batch } from '../check/input/batches';
import type { Parameters } from '../check/report/report';
import { LeftOut } from '../check/statistics/left-out';
import { classWeights } from '../check/terms/class-weights';
import { SigmoidTerms } from '../check/terms/sigmoid-terms';
import { SoftmaxExamples } from '../check/terms/softmax-examples';
import type { ReductionCounts } from '../loss/reduction';
import {
  createSoftmaxTerms,
  softmaxFocalLossGradient,
  softmaxFocalLossOfDistribution,
  softmaxTerms,
} from '../loss/softmax';
import { type CheckedTensors, inRows } from './checked-tensors';

/** The focal loss of the report's parameters on tensors, element by element, without weights of a file. */
export interface FormulaLosses {
  /** The loss of each element, a logit of a sigmoid or a row of a softmax; 0 for those left out. */
  readonly losses: Float64Array;
  /** By each logit in the order of the rows; 0 for those left out. */
  readonly gradient: Float64Array;
  /** By each logit in the order of the rows: its target, or the share of its class; 0 for those left out. */
  readonly targets: Float64Array;
  /** 1 for an element that takes part. */
  readonly takesPart: Uint8Array;
  /** 1 for a positive. */
  readonly isPositive: Uint8Array;
  readonly counts: ReductionCounts;
}

/** @throws ParameterError for weights of the classes that do not fit them */
export function formulaOf(tensors: CheckedTensors, parameters: Parameters): FormulaLosses {
  const { layout, logits, targetsOfRows, interpretation } = tensors;
  const batch: Batch = {
    firstRow: 0,
    rows: layout.rows,
    logits: inRows(logits, layout),
    targets: targetsOfRows,
  };
  const losses = new Float64Array(layout.elements);
  const gradient = new Float64Array(layout.rows * layout.channels);
  const targets = new Float64Array(layout.rows * layout.channels);
  const takesPart = new Uint8Array(layout.elements);
  const isPositive = new Uint8Array(layout.elements);
  if (interpretation.link === 'sigmoid') {
    new SigmoidTerms(layout, interpretation, parameters, new LeftOut()).fill(batch, (block) => {
      for (let at = 0; at < block.length; at++) {
        const element = block.element[at] ?? 0;
        losses[element] = block.focal[at] ?? Number.NaN;
        gradient[element] = block.focalGradient[at] ?? Number.NaN;
        targets[element] = block.target[at] ?? Number.NaN;
        takesPart[element] = 1;
        isPositive[element] = block.positive[at] ?? 0;
      }
    });
  } else {
    const examples = new SoftmaxExamples(layout, interpretation);
    const alpha = [...classWeights(parameters.alpha, 'softmax', layout).positive];
    const given = { alpha, gamma: parameters.gamma };
    const shares = new Float64Array(layout.channels);
    const terms = createSoftmaxTerms(layout.channels);
    examples.forEach(batch, (example) => {
      const { place, position, kind } = example;
      shares.fill(0);
      shares[position] = 1;
      const ofClasses = kind === 'hard' ? shares : examples.shares;
      softmaxTerms(examples.row.logits, terms);
      losses[place] = softmaxFocalLossOfDistribution(examples.row.logits, ofClasses, given, terms);
      targets.set(ofClasses, place * layout.channels);
      const own = gradient.subarray(place * layout.channels, (place + 1) * layout.channels);
      softmaxFocalLossGradient(examples.row.logits, ofClasses, given, own, terms);
      takesPart[place] = 1;
      isPositive[place] = example.isPositive ? 1 : 0;
    });
  }
  return { losses, gradient, targets, takesPart, isPositive, counts: countsOf(takesPart, isPositive) };
}

function countsOf(takesPart: Uint8Array, isPositive: Uint8Array): ReductionCounts {
  const total = (marks: Uint8Array): number => marks.reduce((sum, mark) => sum + mark, 0);
  return { elements: takesPart.length, takingPart: total(takesPart), positives: total(isPositive) };
}
