import { probabilityLogit, scoreLogit, type TrainedLoss } from '../../calibration/focal-map';
import { logitOfProbability, sigmoid } from '../../numerics/stable';

/** A score and the probability that it stands for. */
export interface ScoreMark {
  readonly score: number;
  readonly probability: number;
}

/** Probabilities whose scores are marked, from high to low. */
const PROBABILITIES = [0.99, 0.9, 0.75, 0.5, 0.25, 0.1, 0.01];

/** The probability that a score in [0, 1] stands for. @param shift see `shiftOfChanges` */
export function markOfScore(score: number, loss: TrainedLoss, shift: number): ScoreMark {
  return { score, probability: sigmoid(probabilityLogit(logitOfProbability(score), loss) + shift) };
}

/** The scores of usual probabilities, from high to low. @param shift see `shiftOfChanges` */
export function usualMarks(loss: TrainedLoss, shift: number): ScoreMark[] {
  return PROBABILITIES.map((probability) => ({
    score: sigmoid(scoreLogit(logitOfProbability(probability) - shift, loss)),
    probability,
  }));
}
