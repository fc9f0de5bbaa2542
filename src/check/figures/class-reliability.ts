import { probabilityLogit } from '../../calibration/focal-map';
import type { Messages } from '../../messages/messages';
import { logitBinsOfClass } from '../derive/class-scores';
import { trainedLossOf } from '../derive/trained-loss';
import type { Report } from '../report/report';
import type { ClassEntry } from '../statistics/class-scores';
import type { Figure } from './figure';
import { logOddsReliability } from './log-odds-reliability';

/**
 * The reliability of the probabilities of one class: the share of its examples over the probability. A sigmoid also shows the scores
 * after the map of the loss. A softmax does not, since its map needs the scores of all classes.
 */
export function classReliability(
  entry: ClassEntry,
  name: string,
  { interpretation, parameters }: Pick<Report, 'interpretation' | 'parameters'>,
  messages: Messages,
): Figure {
  const loss = interpretation.link === 'softmax' ? null : trainedLossOf(parameters);
  return logOddsReliability(
    { id: `class-${entry.index}-reliability`, title: messages.classes.reliability({ name }) },
    logitBinsOfClass(entry),
    loss && ((logit) => probabilityLogit(logit, loss)),
    messages,
  );
}
