import { numberText, percentText } from '../../../format/number-text';
import { type ReportedReason, reasonText } from '../../reason';
import { reasons } from '../reasons';

/** Findings about the probabilities as they are, beside the outcomes. */
export const calibrationFindings = {
  'over-confidence': {
    title: 'Over-confident probabilities',
    seen: calibrationSeen,
    means:
      'A score of 0.9 is right less often than nine times in ten: thresholds and averages of scores mislead.',
    fix: ({ mendedBy }: CalibrationFacts) =>
      `${mendedBy === null ? 'Train' : `Divide the logits by ${numberText(mendedBy)} after training (fit it on held-out data), or train`} with focal loss or label smoothing, which counter over-confidence.`,
  },
  'under-confidence': {
    title: 'Under-confident probabilities',
    seen: calibrationSeen,
    means:
      'Focal loss stops pushing once an example is right, so its scores stay below what the outcomes bear out. The ranking is not affected.',
    fix: ({ mendedBy }: CalibrationFacts) =>
      mendedBy === null
        ? 'If scores are read as probabilities, calibrate them on held-out data after training.'
        : `If scores are read as probabilities, divide the logits by ${numberText(mendedBy)} after training, fitted on held-out data.`,
  },
  'biased-probabilities': {
    title: 'Probabilities that lean to one side',
    seen: ({ mean, prior, error }: { mean: number; prior: number; error: number }) =>
      `The probabilities are ${numberText(mean)} on average; ${percentText(prior)} of the elements are positives. The expected calibration error is ${percentText(error)}. A temperature scales both sides alike and does not mend it.`,
    means:
      'The bias of the last layer is shifted, as α far from 0.5, sampled classes or other data than those of the training leave it; or the arrays mean something else than they were taken for. The ranking is not affected.',
    fix: 'If scores are read as probabilities, fit σ(a·x + b) on held-out data (Platt scaling), which moves the bias too.',
  },
  'focal-scores': {
    title: 'Scores of focal loss, which are no probabilities',
    seen: ({ alpha, gamma, error, mappedError, logLoss, mappedLogLoss }: FocalScoresFacts) =>
      `The expected calibration error is ${percentText(error)}. The map of focal loss with ${alpha === null ? 'no α' : `α = ${numberText(alpha)}`} and γ = ${numberText(gamma)}, with nothing fitted, takes it to ${percentText(mappedError)}, and the log loss from ${numberText(logLoss)} to ${numberText(mappedLogLoss)}.`,
    means: ({ halfMeans }: FocalScoresFacts) =>
      `The model does what its loss asks for: focal loss is not a proper loss, and a score of 0.5 stands for ${percentText(halfMeans)}. The labels bear that out. That α and γ balance the gradient would not: a model that has converged balances its loss whatever that is.`,
    fix: 'Nothing has to be mended. Choose thresholds for these scores, not 0.5; where probabilities are needed, map the scores: focal-loss meaning prints the map.',
  },
};

interface FocalScoresFacts {
  alpha: number | null;
  gamma: number;
  /** The probability that a score of one half stands for. */
  halfMeans: number;
  error: number;
  mappedError: number;
  logLoss: number;
  mappedLogLoss: number;
}

export interface CalibrationFacts {
  /** Expected calibration error as it is. */
  error: number;
  /** The best temperature and the error that it leaves; or the reason for giving none. */
  scaled: { temperature: number; error: number } | null;
  withoutTemperature: string | null;
  withoutTemperatureFacts: ReportedReason | null;
  /** The best temperature where it takes enough of the error away. */
  mendedBy: number | null;
}

function calibrationSeen(facts: CalibrationFacts): string {
  const { error, scaled, withoutTemperature, withoutTemperatureFacts } = facts;
  const found = `The expected calibration error is ${percentText(error)}`;
  if (scaled !== null) {
    return `${found}; the best temperature is ${numberText(scaled.temperature)}, which leaves ${percentText(scaled.error)}.`;
  }
  return withoutTemperature === null
    ? `${found}.`
    : `${found}. ${reasonText(reasons, withoutTemperatureFacts, withoutTemperature)}`;
}
