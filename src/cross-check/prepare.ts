import type { Parameters } from '../check/report/report';
import { type ClassWeights, classWeights } from '../check/terms/class-weights';
import { type CheckedTensors, inRows, thinned } from '../evaluation/checked-tensors';
import { type FormulaLosses, formulaOf } from '../evaluation/formula';
import { withPredictions } from '../evaluation/predictions';
import type { TensorFlowTask } from '../tensorflow/task';

/** Most logits that are compared. */
const MOST_COMPARED = 65_536;

/** Logits beyond it are left out: products of two of them overflow in float32. */
const LARGEST_LOGIT = 1e15;

/** Logits and targets as float32 has them, and what the product computes of exactly these. */
export interface Prepared {
  readonly tensors: CheckedTensors;
  readonly formula: FormulaLosses;
  readonly weights: ClassWeights;
  readonly gamma: number;
  /** Logits in the order of the rows. */
  readonly logits: Float64Array;
  /** The question to TensorFlow.js. */
  readonly task: TensorFlowTask;
}

/**
 * Prepares a sample of the tensors, so that a difference is one of arithmetic: both sides get the same float32 numbers.
 * @throws ParameterError for weights of the classes that do not fit them
 */
export function prepare(all: CheckedTensors, parameters: Parameters): Prepared {
  const stored = thinned(all, MOST_COMPARED);
  const { input } = stored.interpretation;
  const asLogits = input === 'logits' ? stored : withPredictions(stored, 'logits');
  const tensors: CheckedTensors = {
    ...asLogits,
    interpretation: { ...stored.interpretation, input: 'logits' },
    logits: asLogits.logits.map(inFloat32),
    targetsOfRows: stored.targetsOfRows.map(Math.fround),
  };
  const formula = formulaOf(tensors, parameters);
  const { layout, interpretation } = tensors;
  const prepared = {
    tensors,
    formula,
    weights: classWeights(parameters.alpha, interpretation.link, layout),
    gamma: parameters.gamma,
    logits: inRows(tensors.logits, layout),
  };
  return { ...prepared, task: taskOf(prepared) };
}

function inFloat32(logit: number): number {
  return Math.abs(logit) > LARGEST_LOGIT ? Number.NaN : Math.fround(logit);
}

function taskOf({ tensors, formula, weights, gamma, logits }: Omit<Prepared, 'task'>): TensorFlowTask {
  const { channels } = tensors.layout;
  const { link } = tensors.interpretation;
  const perElement = link === 'softmax' ? channels : 1;
  const tensorsOfTask = {
    logits: Float32Array.from(logits, (logit, at) =>
      formula.takesPart[Math.floor(at / perElement)] === 1 ? logit : 0,
    ),
    targets: Float32Array.from(formula.targets),
    gamma,
  };
  if (link === 'softmax') {
    const alpha = weights.positive.every((weight) => weight === 1) ? null : [...weights.positive];
    return { link, classes: channels, ...tensorsOfTask, alpha };
  }
  const alpha = alphaOf(weights);
  return alpha === undefined
    ? { link, ...tensorsOfTask, alpha: null, weights: weightsOfLogits(weights, tensorsOfTask.targets) }
    : { link, ...tensorsOfTask, alpha, weights: null };
}

/** α_t of each logit, where α goes by class. */
function weightsOfLogits({ positive, negative }: ClassWeights, targets: Float32Array): Float32Array {
  return targets.map((target, at) => {
    const channel = at % positive.length;
    return (positive[channel] ?? Number.NaN) * target + (negative[channel] ?? Number.NaN) * (1 - target);
  });
}

/** α of a sigmoid; undefined where it is not one for all. */
function alphaOf({ positive, negative }: ClassWeights): number | null | undefined {
  const [first = 1] = positive;
  const isFor = (rest: number): boolean =>
    positive.every((weight) => weight === first) && negative.every((weight) => weight === rest);
  if (first === 1 && isFor(1)) {
    return null;
  }
  return isFor(1 - first) ? first : undefined;
}
