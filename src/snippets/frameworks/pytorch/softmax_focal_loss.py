from typing import Optional, Sequence

import torch
import torch.nn.functional as F
from torch import nn


class SoftmaxFocalLoss(nn.Module):
    """Focal loss on a softmax, for one class out of several.

    Lin et al. 2017, Focal Loss for Dense Object Detection, arXiv:1708.02002:

        FL = -alpha_y * (1 - p_y)**gamma * log(p_y), y being the true class

    Args:
        gamma: how much easy examples are turned down; 0 is cross-entropy.
        alpha: one weight a class; None weighs every class the same.
        ignore_index: targets with this value count neither in the loss nor in the mean.
        reduction: "none", "sum", or "mean" over the targets that are not ignored.
    """

    def __init__(
        self,
        gamma: float = 2.0,
        alpha: Optional[Sequence[float]] = None,
        ignore_index: int = -100,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        if reduction not in ("none", "sum", "mean"):
            raise ValueError(f"unknown reduction {reduction!r}")
        self.gamma = gamma
        self.ignore_index = ignore_index
        self.reduction = reduction
        # A buffer moves to the model's device by itself.
        weights = None if alpha is None else torch.tensor(alpha, dtype=torch.float32)
        self.register_buffer("alpha", weights)

    def forward(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Logits (N, C, ...); targets (N, ...), the index of the class."""
        # Half precision, as under autocast, would underflow in the power.
        logits = logits.to(torch.promote_types(logits.dtype, torch.float32))
        counted = targets != self.ignore_index
        index = targets.masked_fill(~counted, 0)
        log_p = F.log_softmax(logits, dim=1).gather(1, index.unsqueeze(1)).squeeze(1)
        # 1 - p, to full precision where p is close to 1. Clamped, since the power's
        # slope at 0 is infinite for gamma < 1.
        missing = (-torch.expm1(log_p)).clamp(min=torch.finfo(log_p.dtype).tiny)
        loss = -(missing**self.gamma) * log_p
        if self.alpha is not None:
            loss = self.alpha.to(loss.dtype)[index] * loss
        loss = loss * counted
        if self.reduction == "none":
            return loss
        if self.reduction == "mean":
            return loss.sum() / counted.sum().clamp(min=1)
        return loss.sum()
