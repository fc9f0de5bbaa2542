from typing import Optional

import torch
import torch.nn.functional as F
from torch import nn


class FocalLoss(nn.Module):
    """Focal loss on sigmoids, for binary and multi-label targets.

    Lin et al. 2017, Focal Loss for Dense Object Detection, arXiv:1708.02002, eq. 5:

        FL = -alpha_t * (1 - p_t)**gamma * log(p_t)

    Args:
        alpha: weight of the positives, in [0, 1]; the negatives get 1 - alpha.
            None leaves it off.
        gamma: how much easy examples are turned down; 0 is cross-entropy.
        reduction: "none", "sum", "mean", or "mean_over_positives": the sum divided by
            the number of positives, at least 1, as the paper has it for detectors. In
            distributed training, use "sum" and divide by the positives of all ranks.
    """

    def __init__(
        self,
        alpha: Optional[float] = 0.25,
        gamma: float = 2.0,
        reduction: str = "mean_over_positives",
    ) -> None:
        super().__init__()
        if reduction not in ("none", "sum", "mean", "mean_over_positives"):
            raise ValueError(f"unknown reduction: {reduction}")
        self.alpha = alpha
        self.gamma = gamma
        self.reduction = reduction

    def forward(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Logits of any shape; targets of that shape: 0, 1, or soft labels between."""
        if logits.shape != targets.shape:
            raise ValueError(f"shapes differ: {logits.shape} and {targets.shape}")
        # Half precision, as under autocast, would underflow in the power.
        if logits.dtype == torch.float16 or logits.dtype == torch.bfloat16:
            logits = logits.float()
        targets = targets.to(logits.dtype)
        # -log(p) and -log(1 - p), each with all its digits however sure the prediction. A
        # side that a target does not have stays out: its loss may be infinite.
        of_positives = targets * F.softplus(-logits)
        of_negatives = (1 - targets) * F.softplus(logits)
        cross_entropy = of_positives.masked_fill(targets == 0, 0.0)
        cross_entropy = cross_entropy + of_negatives.masked_fill(targets == 1, 0.0)
        # 1 - p_t, without subtracting from 1: that would lose every digit of a sure
        # prediction. Clamped, since the power's slope at 0 is infinite for gamma < 1.
        missing = targets * torch.sigmoid(-logits)
        missing = missing + (1 - targets) * torch.sigmoid(logits)
        missing = missing.clamp(min=1e-37)
        loss = missing**self.gamma * cross_entropy
        if self.alpha is not None:
            alpha_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
            loss = alpha_t * loss
        if self.reduction == "none":
            return loss
        if self.reduction == "mean":
            return loss.mean()
        if self.reduction == "mean_over_positives":
            return loss.sum() / targets.sum().clamp(min=1)
        return loss.sum()
