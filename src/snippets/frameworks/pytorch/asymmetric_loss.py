import torch
import torch.nn.functional as F
from torch import nn


class AsymmetricLoss(nn.Module):
    """Asymmetric loss on sigmoids, for multi-label targets with few positives.

    Ridnik et al. 2021, Asymmetric Loss for Multi-Label Classification, arXiv:2009.14119,
    eq. 4 to 7, with p_m = max(p - clip, 0):

        ASL = -(1 - p)**gamma_positive * log(p)          of a positive
        ASL = -p_m**gamma_negative * log(1 - p_m)        of a negative

    Args:
        gamma_positive: how much easy positives are turned down.
        gamma_negative: how much easy negatives are turned down; at least gamma_positive.
        clip: negatives with a probability below it count nothing.
        reduction: "none", "sum" or "mean".
    """

    def __init__(
        self,
        gamma_positive: float = 0.0,
        gamma_negative: float = 4.0,
        clip: float = 0.05,
        reduction: str = "mean",
    ) -> None:
        super().__init__()
        if reduction not in ("none", "sum", "mean"):
            raise ValueError(f"unknown reduction: {reduction}")
        self.gamma_positive = gamma_positive
        self.gamma_negative = gamma_negative
        self.clip = clip
        self.reduction = reduction

    def forward(self, logits: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Logits of any shape; targets of that shape: 0, 1, or soft labels between."""
        if logits.shape != targets.shape:
            raise ValueError(f"shapes differ: {logits.shape} and {targets.shape}")
        # Half precision, as under autocast, would underflow in the power.
        if logits.dtype == torch.float16 or logits.dtype == torch.bfloat16:
            logits = logits.float()
        targets = targets.to(logits.dtype)
        # Clamped, since the power's slope at 0 is infinite for gamma < 1.
        missing = torch.sigmoid(-logits).clamp(min=1e-37)
        of_positives = missing**self.gamma_positive * F.softplus(-logits)
        if self.clip > 0:
            shifted = (torch.sigmoid(logits) - self.clip).clamp(min=1e-37)
            cross_entropy = -torch.log1p(-shifted)
        else:
            shifted = torch.sigmoid(logits).clamp(min=1e-37)
            cross_entropy = F.softplus(logits)
        of_negatives = shifted**self.gamma_negative * cross_entropy
        # A side that a target does not have stays out: its loss may be infinite.
        loss = (targets * of_positives).masked_fill(targets == 0, 0.0)
        loss = loss + ((1 - targets) * of_negatives).masked_fill(targets == 1, 0.0)
        if self.reduction == "none":
            return loss
        if self.reduction == "mean":
            return loss.mean()
        return loss.sum()
