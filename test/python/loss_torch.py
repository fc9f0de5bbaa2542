"""The losses written in PyTorch, to be differentiated by autograd."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F


def differentiated(f: Callable[[torch.Tensor], torch.Tensor], logits: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """f of the logits in float64, and the gradient of its sum."""
    x = torch.from_numpy(logits.astype(np.float64)).requires_grad_()
    loss = f(x)
    return loss.detach().numpy(), torch.autograd.grad(loss.sum(), x)[0].numpy()


def reduced(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    return loss if reduction == "none" else loss.sum() if reduction == "sum" else loss.mean()


def binary_formula(x: torch.Tensor, y: torch.Tensor, alpha: float | None, gamma: float) -> torch.Tensor:
    """Eq. 5 of Lin et al. 2017 for hard targets, from log-sigmoids."""
    x_t = (2 * y - 1) * x
    alpha_t = 1.0 if alpha is None else alpha * y + (1 - alpha) * (1 - y)
    return alpha_t * torch.exp(gamma * F.logsigmoid(-x_t)) * -F.logsigmoid(x_t)


def softmax_formula(x: torch.Tensor, y: torch.Tensor, weights: torch.Tensor, gamma: float) -> torch.Tensor:
    """Eq. 5 for (N, K) logits and distributions.

    Each class against the others is a log-sigmoid of z_k = x_k - log sum_{j != k} e^{x_j}, which keeps the digits of
    1 - p_k that log_softmax followed by exp and a subtraction would lose.
    """
    classes = x.shape[1]
    own = torch.eye(classes, dtype=torch.bool)
    others = torch.logsumexp(x[:, None, :].expand(-1, classes, -1).masked_fill(own, -torch.inf), dim=2)
    z = x - others
    return (weights * y * torch.exp(gamma * F.logsigmoid(-z)) * -F.logsigmoid(z)).sum(dim=1)


def softmax_of_log_softmax(x: torch.Tensor, y: torch.Tensor, weights: torch.Tensor, gamma: float) -> torch.Tensor:
    """Eq. 5 for (N, K) logits and distributions as it is usually written, from log_softmax."""
    log_p = F.log_softmax(x, dim=1)
    return -(weights * y * (1 - log_p.exp()) ** gamma * log_p).sum(dim=1)
