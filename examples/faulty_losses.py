"""The faults that focal losses in public code have most often, one in each loss.

Problems names them. A click on the name of a rule opens its page, and *Focal Loss: Lint Workspace* looks into all files.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def one_alpha_for_all(logits, targets, alpha=0.25, gamma=2.0):
    """α multiplies positives and negatives alike: it balances nothing."""
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    focal_loss = alpha * (1 - torch.exp(-ce)) ** gamma * ce
    return focal_loss.mean()


def bounded_focal_loss(logits, targets, gamma=2.0):
    """The clamp takes the gradient from the hardest examples."""
    p = torch.sigmoid(logits).clamp(1e-4, 1 - 1e-4)
    p_t = torch.where(targets == 1, p, 1 - p)
    return (-((1 - p_t) ** gamma) * torch.log(p_t)).mean()


def unstable_focal_loss(logits, targets, gamma=2.0):
    """A negative with a logit of 20 has an infinite loss."""
    p = torch.sigmoid(logits)
    p_t = torch.where(targets == 1, p, 1 - p)
    return (-((1 - p_t) ** gamma) * torch.log(p_t)).mean()


class MeanFirstFocalLoss(nn.Module):
    """The cross-entropy is averaged before p_t is taken from it: no example is focused on."""

    def __init__(self, gamma=2.0):
        super().__init__()
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.cross_entropy(logits, targets)
        p_t = torch.exp(-ce)
        return (1 - p_t) ** self.gamma * ce


class WeightedFocalLoss(nn.Module):
    """p_t is taken from the weighted cross-entropy: it is p to the power of the weight."""

    def __init__(self, weight=None, gamma=2.0):
        super().__init__()
        self.register_buffer("weight", weight)
        self.gamma = gamma

    def forward(self, logits, targets):
        ce = F.cross_entropy(logits, targets, weight=self.weight, reduction="none")
        p_t = torch.exp(-ce)
        return ((1 - p_t) ** self.gamma * ce).mean()


def focal_loss_by_positives(logits, targets, alpha=0.25, gamma=2.0):
    """An image without objects divides by zero."""
    ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
    alpha_t = alpha * targets + (1 - alpha) * (1 - targets)
    loss = alpha_t * (1 - torch.exp(-ce)) ** gamma * ce
    return loss.sum() / targets.sum()


class UnreducedFocalLoss(nn.Module):
    """The reduction is asked for and forgotten."""

    def __init__(self, gamma=2.0, reduction="mean"):
        super().__init__()
        self.gamma = gamma
        self.reduction = reduction

    def forward(self, logits, targets):
        ce = F.binary_cross_entropy_with_logits(logits, targets, reduction="none")
        return ((1 - torch.exp(-ce)) ** self.gamma * ce).mean()


def segmentation_focal_loss(logits, targets, gamma=2.0, ignore_index=255):
    """The mean counts the pixels that are left out."""
    ce = F.cross_entropy(logits, targets, ignore_index=ignore_index, reduction="none")
    return ((1 - torch.exp(-ce)) ** gamma * ce).mean()
