import { pathsOf } from './paths';

/** The focal losses of kornia. */
export const KORNIA_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import along_classes


def reduced(loss, reduction):
    if reduction == "none":
        return loss
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    raise NotImplementedError("reduction must be none, mean or sum")


def kornia_focal_loss(pred, target, alpha, gamma=2.0, reduction="none", weight=None, ignore_index=-100):
    if pred.dim() < 2 or pred.shape[0] != target.shape[0] or target.shape[1:] != pred.shape[2:]:
        raise Exception("the shapes of pred and target do not fit")
    classes = pred.shape[1]
    mask = None
    if ignore_index is not None:
        mask = (target != ignore_index)
        target = torch.where(mask, target, torch.zeros_like(target))
    hot = F.one_hot(target, classes).movedim(-1, 1).to(pred.dtype)
    if mask is not None:
        hot = hot * mask.unsqueeze(1)
    log_p = pred.log_softmax(1)
    loss = -torch.pow(1.0 - log_p.exp(), gamma) * log_p * hot
    if alpha is not None:
        factors = torch.tensor([1 - alpha] + [alpha] * (classes - 1), dtype=loss.dtype)
        loss = along_classes(factors, loss.dim()) * loss
    if weight is not None:
        loss = along_classes(weight, loss.dim()) * loss
    return reduced(loss, reduction)


class KorniaFocalLoss(nn.Module):
    def __init__(self, alpha, gamma=2.0, reduction="none", weight=None, ignore_index=-100):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma
        self.reduction = reduction
        self.weight = weight
        self.ignore_index = ignore_index

    def forward(self, pred, target):
        return kornia_focal_loss(pred, target, self.alpha, self.gamma, self.reduction, self.weight, self.ignore_index)


def kornia_binary_focal_loss(
    pred, target, alpha=0.25, gamma=2.0, reduction="none", pos_weight=None, weight=None, ignore_index=-100
):
    if pred.dim() < 2 or pred.shape != target.shape:
        raise Exception("the shapes of pred and target do not fit")
    log_p = F.logsigmoid(pred)
    log_q = F.logsigmoid(-pred)
    positive = -torch.exp(gamma * log_q) * target * log_p
    negative = -torch.exp(gamma * log_p) * (1 - target) * log_q
    if alpha is not None:
        positive = alpha * positive
        negative = (1.0 - alpha) * negative
    if pos_weight is not None:
        positive = along_classes(pos_weight, pred.dim()) * positive
    loss = positive + negative
    if weight is not None:
        loss = along_classes(weight, pred.dim()) * loss
    if ignore_index is not None:
        loss = torch.where(target == ignore_index, torch.zeros_like(loss), loss)
    return reduced(loss, reduction)


class KorniaBinaryFocalLoss(nn.Module):
    def __init__(self, alpha, gamma=2.0, reduction="none", pos_weight=None, weight=None, ignore_index=-100):
        super().__init__()
        self.alpha = alpha
        self.gamma = gamma
        self.reduction = reduction
        self.pos_weight = pos_weight
        self.weight = weight
        self.ignore_index = ignore_index

    def forward(self, pred, target):
        return kornia_binary_focal_loss(
            pred, target, self.alpha, self.gamma, self.reduction, self.pos_weight, self.weight, self.ignore_index
        )
`,
  names: {
    ...pathsOf(['kornia.losses', 'kornia.losses.focal'], {
      focal_loss: 'kornia_focal_loss',
      FocalLoss: 'KorniaFocalLoss',
      binary_focal_loss_with_logits: 'kornia_binary_focal_loss',
      BinaryFocalLossWithLogits: 'KorniaBinaryFocalLoss',
    }),
  },
};
