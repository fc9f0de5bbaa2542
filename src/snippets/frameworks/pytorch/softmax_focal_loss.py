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
            raise ValueError(f"unknown reduction: {reduction}")
        self.gamma = gamma
        self.ignore_index = ignore_index
        self.reduction = reduction
        # A buffer moves to the model's device by itself.
        weights = None if alpha is None else torch.tensor(alpha, dtype=torch.float32)
        self.register_buffer("alpha", weights)

    def forward(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Logits (N, C, ...); targets (N, ...), the index of the class."""
        # Half precision, as under autocast, would underflow in the power.
        if logits.dtype == torch.float16 or logits.dtype == torch.bfloat16:
            logits = logits.float()
        counted = targets != self.ignore_index
        index = targets.masked_fill(~counted, 0).unsqueeze(1)
        # 1 - p, as the sum of the other classes: subtracting from 1 would lose every
        # digit of a sure prediction. Clamped, since the power's slope at 0 is infinite
        # for gamma < 1.
        others = F.softmax(logits, dim=1).scatter(1, index, 0.0)
        missing = others.sum(1).clamp(min=1e-37)
        log_p = F.log_softmax(logits, dim=1).gather(1, index).squeeze(1)
        # Near p = 1 the logarithm, too, comes from what is missing.
        log_p = torch.where(missing < 0.5, torch.log1p(-missing.clamp(max=0.5)), log_p)
        loss = -(missing**self.gamma) * log_p
        if self.alpha is not None:
            loss = self.alpha.to(loss.dtype)[index.squeeze(1)] * loss
        loss = loss * counted
        if self.reduction == "none":
            return loss
        if self.reduction == "mean":
            return loss.sum() / counted.sum().clamp(min=1)
        return loss.sum()
