from typing import Optional

import torch
import torch.nn.functional as F


def sigmoid_focal_loss(
    logits: torch.Tensor,
    targets: torch.Tensor,
    alpha: Optional[float] = 0.25,
    gamma: float = 2.0,
    reduction: str = "mean_over_positives",
) -> torch.Tensor:
    """Focal loss on sigmoids, for binary and multi-label targets.

    Lin et al. 2017, Focal Loss for Dense Object Detection, arXiv:1708.02002, eq. 5:

        FL = -alpha_t * (1 - p_t)**gamma * log(p_t)

    Args:
        logits: predictions before the sigmoid, of any shape.
        targets: of the same shape, 0 or 1, or soft labels in between.
        alpha: weight of the positives, in [0, 1]; the negatives get 1 - alpha.
            None leaves it off.
        gamma: how much easy examples are turned down; 0 is cross-entropy.
        reduction: "none", "sum", "mean", or "mean_over_positives": the sum divided by
            the number of positives, at least 1, as the paper has it for detectors. In
            distributed training, use "sum" and divide by the positives of all ranks.
    """
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
    loss = missing**gamma * cross_entropy
    if alpha is not None:
        alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
        loss = alpha_t * loss
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    if reduction == "mean":
        return loss.mean()
    if reduction == "mean_over_positives":
        return loss.sum() / targets.sum().clamp(min=1)
    raise ValueError(f"unknown reduction: {reduction}")
