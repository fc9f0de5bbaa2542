import { sigmoid } from '../../../numerics/stable';
import type { BoosterFunction } from '../../losses/boosting-objectives';
import { NotUnderstood } from '../../run/language/not-understood';
import { isForeign, placeOf } from '../../run/language/places';
import type { Place } from '../../run/language/program';
import { moduleScope } from '../../run/language/python/module';
import { Raised } from '../../run/language/raised';
import { ArrayValue } from '../../run/language/values';
import type { SourceFile } from '../../syntax/source-file';
import { interpreterOf } from '../open-loss';
import { BoosterRun } from './booster-function';

/** How a metric takes its scores, with the place that shows it. */
export interface MetricReading {
  /** `probabilities`: it takes scores for probabilities; `squashed`: it applies a sigmoid to them. */
  readonly takes: 'probabilities' | 'squashed';
  readonly place: Place;
}

/** Raw scores on whose two sides of 0 and 0.5 decisions differ. */
const SCORES = [-3, -1.2, -0.4, 0.2, 0.4, 0.8, 1.7, 2.6];
const EXAMPLES = SCORES.map((score, at) => ({ score, label: at % 2 }));
/** An ε that keeps a probability from 0 and 1 is smaller. */
const LARGEST_EPSILON = 1e-3;

/** Arrays that show that a raw score was taken for a probability. */
const OF_PROBABILITIES: readonly ((score: number, value: number) => boolean)[] = [
  (score, value) => value === Number(score > 0.5),
  (score, value) => value === Number(score < 0.5),
  (score, value) => value === Math.round(score),
  (score, value) => Math.abs(value - Math.min(Math.max(score, 0), 1)) <= LARGEST_EPSILON,
  (score, value) => (score > 0 ? Number.isFinite(value) : Number.isNaN(value)),
  (score, value) => (score < 1 ? Number.isFinite(value) : Number.isNaN(value)),
];

/** How a metric of a file takes its scores; null where its run shows neither. */
export function readMetric(file: SourceFile, metric: BoosterFunction): MetricReading | null {
  const interpreter = interpreterOf(file);
  let reading: MetricReading | null = null;
  interpreter.watch = (value, { place }) => {
    if (reading || isForeign(place) || !(value instanceof ArrayValue) || value.size !== SCORES.length) {
      return;
    }
    const numbers = [...value.tensor.data];
    const all = (test: (score: number, number: number) => boolean): boolean =>
      SCORES.every((score, at) => test(score, numbers[at] ?? 0));
    if (all((score, number) => Math.abs(number - sigmoid(score)) < 1e-6)) {
      reading = { takes: 'squashed', place };
    } else if (OF_PROBABILITIES.some(all)) {
      reading = { takes: 'probabilities', place };
    }
  };
  try {
    new BoosterRun(metric, moduleScope(file.root, interpreter), interpreter).call(EXAMPLES);
  } catch (error) {
    // A metric mostly ends in a function of another library, which may not be known.
    if (!(error instanceof NotUnderstood || error instanceof Raised)) {
      throw error;
    }
  }
  return reading ?? decisionIn(metric);
}

/** A decision on the scores as they are, among the arguments of a function that the evaluator does not know. */
function decisionIn({ node, scores }: BoosterFunction): MetricReading | null {
  const isChanged = node
    .descendantsOfType(['assignment', 'augmented_assignment'])
    .some((change) => change?.childForFieldName('left')?.text === scores);
  const decision = new RegExp(
    String.raw`^(?:${scores}\s*[<>]=?\s*0?\.5|(?:np\.)?(?:round|rint)\(${scores}\)|${scores}\.round\(\))$`,
  );
  const found = isChanged
    ? undefined
    : node
        .descendantsOfType(['comparison_operator', 'call'])
        .find((each) => each && decision.test(each.text));
  return found ? { takes: 'probabilities', place: placeOf(found) } : null;
}
