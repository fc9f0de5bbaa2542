import { squashedScores, unsquashedScores } from '../fixes/building/boosting';
import {
  type BoosterGiven,
  metricsGiven,
  objectivesGiven,
  objectivesNamed,
} from '../losses/booster-training';
import { type BoosterFunction, boostingMetricsIn, boostingObjectivesIn } from '../losses/boosting-objectives';
import { isFocalLossName } from '../losses/names';
import type { SourceFile } from '../syntax/source-file';
import { readMetric } from '../verdict/boosting/observe-metric';
import type { Rule } from './rule';

/** LightGBM's objectives after which a metric is given probabilities. */
const OF_PROBABILITIES: ReadonlySet<string> = new Set(['binary', 'cross_entropy', 'xentropy']);

/** A metric takes the raw scores of an objective of the user for probabilities, or squashes what LightGBM has squashed. */
export const boostingMetricScores: Rule<'boosting-metric-scores'> = {
  id: 'boosting-metric-scores',
  severity: 'error',
  inFile: ({ file }) => {
    const objectives = boostingObjectivesIn(file);
    const metrics = objectives.length > 0 || isOfLightgbm(file) ? boostingMetricsIn(file) : [];
    return metrics.flatMap((metric) => {
      const given = scoresGiven(metric, objectives, file);
      const reading = given ? readMetric(file, metric) : null;
      const isWrong = reading && (reading.takes === 'probabilities') === (given === 'raw');
      return isWrong ? [{ facts: { given: given ?? 'raw' }, at: reading.place }] : [];
    });
  },
  fixInFile: ({ file }, at) => [
    ...squashedScores(file, at).map((edits) => ({ title: 'squash-scores' as const, edits })),
    ...unsquashedScores(file, at).map((edits) => ({ title: 'use-probabilities' as const, edits })),
  ],
};

/** The scores that a booster hands to a metric; null where the file does not show them. */
function scoresGiven(
  metric: BoosterFunction,
  objectives: readonly BoosterFunction[],
  file: SourceFile,
): 'raw' | 'probabilities' | null {
  const places = metricsGiven(file, metric);
  const ofObjectives = objectivesGiven(file, objectives);
  if (objectives.length > 0) {
    const isTogether = places.some(({ call }) => hasObjective(call, ofObjectives));
    const isAlone = places.length === 0 && isFocalLossName(metric.name);
    return isTogether || isAlone ? 'raw' : null;
  }
  const named = objectivesNamed(file);
  const isBuiltIn = named.length > 0 && named.every((name) => name !== null && OF_PROBABILITIES.has(name));
  return isOfLightgbm(file) && isBuiltIn && places.length > 0 && !/\bfobj\s*=/.test(file.text)
    ? 'probabilities'
    : null;
}

function isOfLightgbm({ names }: SourceFile): boolean {
  return names.namesFor((name) => name.split('.')[0] === 'lightgbm').length > 0;
}

/** True for a call that is given an objective itself, or by parameters, where the file gives every booster one. */
function hasObjective(call: BoosterGiven['call'], ofObjectives: readonly BoosterGiven[]): boolean {
  return ofObjectives.some((place) => place.call === null || place.call.id === call?.id);
}
