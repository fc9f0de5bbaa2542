import type { TrainedLoss } from '../../calibration/focal-map';
import type { Parameters } from '../report/report';
import type { AnswerCopy } from './answer-card';

/**
 * The map from a score to its probability as code, with its numbers filled in.
 * @param shift see `shiftOfChanges`; α is added to it
 */
export function mapCode({ alpha, gamma }: TrainedLoss, shift: number): AnswerCopy[] {
  const constant = shift + (alpha === null ? 0 : Math.log1p(-alpha) - Math.log(alpha));
  return [
    {
      label: 'NumPy',
      code: `import numpy as np


def probability_of(logits, gamma=${gamma}, shift=${constant}):
    """Probability of the positive class, from the logits of a sigmoid trained with focal loss (arXiv 2011.09172)."""
    x = np.asarray(logits, dtype=np.float64)

    def excess(x):
        x = np.minimum(x, 36)
        return np.log1p(gamma * np.exp(x) * np.logaddexp(0, -x))

    logit = (gamma + 1) * x + excess(-x) - excess(x) + shift
    return np.exp(-np.logaddexp(0, -logit))
`,
    },
    {
      label: 'PyTorch',
      code: `import torch
from torch.nn.functional import softplus


def probability_of(logits: torch.Tensor, gamma: float = ${gamma}, shift: float = ${constant}) -> torch.Tensor:
    """Probability of the positive class, from the logits of a sigmoid trained with focal loss (arXiv 2011.09172)."""

    def excess(x: torch.Tensor) -> torch.Tensor:
        x = x.clamp(max=36)
        return torch.log1p(gamma * torch.exp(x) * softplus(-x))

    x = logits.float()
    return torch.sigmoid((gamma + 1) * x + excess(-x) - excess(x) + shift)
`,
    },
    {
      label: 'TypeScript',
      code: `/** Probability of the positive class, from a logit of a sigmoid trained with focal loss (arXiv 2011.09172). */
export function probabilityOf(logit: number, gamma = ${gamma}, shift = ${constant}): number {
  const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const excess = (x: number) => {
    const capped = Math.min(x, 36);
    return Math.log1p(gamma * Math.exp(capped) * softplus(-capped));
  };
  return 1 / (1 + Math.exp(-((gamma + 1) * logit + excess(-logit) - excess(logit) + shift)));
}
`,
    },
  ];
}

/** The same for the classes of a softmax. α counts where it is one weight a class. */
export function softmaxMapCode({ alpha, gamma }: Pick<Parameters, 'alpha' | 'gamma'>): AnswerCopy[] {
  const weights = Array.isArray(alpha) ? alpha : null;
  const list = weights === null ? '' : `[${weights.join(', ')}]`;
  return [
    {
      label: 'NumPy',
      code: `import numpy as np


def probabilities_of(logits, gamma=${gamma}, alpha=${weights === null ? 1 : `np.array(${list})`}):
    """Probabilities of the classes on the last axis, from the logits of a softmax trained with focal loss (arXiv 2011.09172)."""
    x = np.asarray(logits, dtype=np.float64)
    log_p = x - np.logaddexp.reduce(x, axis=-1, keepdims=True)
    p = np.exp(log_p)
    rest = np.maximum(1 - p, 1e-12)
    decoded = p / (alpha * (rest**gamma - gamma * p * rest ** (gamma - 1) * log_p))
    return decoded / decoded.sum(axis=-1, keepdims=True)
`,
    },
    {
      label: 'PyTorch',
      code: `import torch


def probabilities_of(logits: torch.Tensor, gamma: float = ${gamma}, alpha=${weights === null ? 1 : `torch.tensor(${list})`}) -> torch.Tensor:
    """Probabilities of the classes in dimension 1, from the logits of a softmax trained with focal loss (arXiv 2011.09172)."""
    log_p = torch.log_softmax(logits.double(), dim=1)
    p = log_p.exp()
    rest = (1 - p).clamp(min=1e-12)
    if torch.is_tensor(alpha):
        alpha = alpha.to(p).reshape(1, -1, *[1] * (p.ndim - 2))
    decoded = p / (alpha * (rest**gamma - gamma * p * rest ** (gamma - 1) * log_p))
    return decoded / decoded.sum(dim=1, keepdim=True)
`,
    },
    {
      label: 'TypeScript',
      code: `/** Probabilities of the classes, from the logits of a softmax trained with focal loss (arXiv 2011.09172). */
export function probabilitiesOf(logits: readonly number[], gamma = ${gamma}, alpha: readonly number[] = ${list || '[]'}): number[] {
  const largest = Math.max(...logits);
  const sum = logits.reduce((total, x) => total + Math.exp(x - largest), 0);
  const decoded = logits.map((x, k) => {
    const logP = x - largest - Math.log(sum);
    const [p, rest] = [Math.exp(logP), Math.max(1 - Math.exp(logP), 1e-12)];
    return p / ((alpha[k] ?? 1) * (rest ** gamma - gamma * p * rest ** (gamma - 1) * logP));
  });
  const total = decoded.reduce((all, one) => all + one, 0);
  return decoded.map((one) => one / total);
}
`,
    },
  ];
}
