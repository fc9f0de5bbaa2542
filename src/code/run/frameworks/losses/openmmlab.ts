import { pathsOf } from './paths';

/** The focal losses of mmdet and mmpretrain, and what theirs reduce with. */
export const OPENMMLAB_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import reduced


def reduce_loss(loss, reduction):
    if reduction not in ("none", "mean", "elementwise_mean", "sum"):
        raise ValueError("reduction must be none, mean or sum")
    return reduced(loss, "mean" if reduction == "elementwise_mean" else reduction)


def mean_by_factor(loss, reduction, factor):
    if reduction == "mean":
        return loss.sum() / factor
    if reduction != "none":
        raise ValueError("avg_factor goes with the mean")
    return loss


def weight_reduce_loss(loss, weight=None, reduction="mean", avg_factor=None):
    if weight is not None:
        loss = loss * weight
    if avg_factor is None:
        return reduce_loss(loss, reduction)
    return mean_by_factor(loss, reduction, avg_factor + 1.1920928955078125e-07)


def pretrain_weight_reduce_loss(loss, weight=None, reduction="mean", avg_factor=None):
    if weight is not None:
        loss = loss * weight
    return reduce_loss(loss, reduction) if avg_factor is None else mean_by_factor(loss, reduction, avg_factor)


def weighted_loss(loss_func):
    def wrapper(pred, target, weight=None, reduction="mean", avg_factor=None, **kwargs):
        return weight_reduce_loss(loss_func(pred, target, **kwargs), weight, reduction, avg_factor)
    return wrapper


def pretrain_weighted_loss(loss_func):
    def wrapper(pred, target, weight=None, reduction="mean", avg_factor=None, **kwargs):
        return pretrain_weight_reduce_loss(loss_func(pred, target, **kwargs), weight, reduction, avg_factor)
    return wrapper


def weighted_and_reduced(loss, weight, reduction, avg_factor):
    if weight is not None and weight.shape != loss.shape:
        if weight.size(0) == loss.size(0):
            weight = weight.view(-1, 1)
        else:
            assert weight.numel() == loss.numel()
            weight = weight.view(loss.size(0), -1)
    return weight_reduce_loss(loss, weight, reduction, avg_factor)


def without_background(target, classes):
    return F.one_hot(target, num_classes=classes + 1)[:, :classes]


def sigmoid_focal_terms(pred, target, gamma, alpha):
    target = target.type_as(pred)
    p = pred.sigmoid()
    missing = (1 - p) * target + p * (1 - target)
    factor = (alpha * target + (1 - alpha) * (1 - target)) * missing.pow(gamma)
    return F.binary_cross_entropy_with_logits(pred, target, reduction="none") * factor


def py_sigmoid_focal_loss(pred, target, weight=None, gamma=2.0, alpha=0.25, reduction="mean", avg_factor=None):
    return weighted_and_reduced(sigmoid_focal_terms(pred, target, gamma, alpha), weight, reduction, avg_factor)


def py_focal_loss_with_prob(pred, target, weight=None, gamma=2.0, alpha=0.25, reduction="mean", avg_factor=None):
    if pred.dim() != target.dim():
        target = without_background(target, pred.size(1))
    target = target.type_as(pred)
    missing = (1 - pred) * target + pred * (1 - target)
    factor = (alpha * target + (1 - alpha) * (1 - target)) * missing.pow(gamma)
    loss = F.binary_cross_entropy(pred, target, reduction="none") * factor
    return weighted_and_reduced(loss, weight, reduction, avg_factor)


def sigmoid_focal_loss_of_classes(pred, target, weight=None, gamma=2.0, alpha=0.25, reduction="mean", avg_factor=None):
    target = without_background(target, pred.size(1))
    return py_sigmoid_focal_loss(pred, target, weight, gamma, alpha, reduction, avg_factor)


class MMDetFocalLoss(nn.Module):
    def __init__(self, use_sigmoid=True, gamma=2.0, alpha=0.25, reduction="mean", loss_weight=1.0, activated=False):
        super().__init__()
        assert use_sigmoid is True, "only the sigmoid focal loss is supported"
        self.use_sigmoid = use_sigmoid
        self.gamma = gamma
        self.alpha = alpha
        self.reduction = reduction
        self.loss_weight = loss_weight
        self.activated = activated

    def forward(self, pred, target, weight=None, avg_factor=None, reduction_override=None):
        assert reduction_override in (None, "none", "mean", "sum")
        reduction = reduction_override if reduction_override else self.reduction
        if self.activated:
            compute = py_focal_loss_with_prob
        elif pred.dim() == target.dim():
            compute = py_sigmoid_focal_loss
        else:
            compute = sigmoid_focal_loss_of_classes
        return self.loss_weight * compute(pred, target, weight, self.gamma, self.alpha, reduction, avg_factor)


def pretrain_focal_loss(pred, target, weight=None, gamma=2.0, alpha=0.25, reduction="mean", avg_factor=None):
    assert pred.shape == target.shape, "pred and target should be in the same shape."
    loss = sigmoid_focal_terms(pred, target, gamma, alpha)
    if weight is not None:
        assert weight.dim() == 1
        weight = weight.float()
        if pred.dim() > 1:
            weight = weight.reshape(-1, 1)
    return pretrain_weight_reduce_loss(loss, weight, reduction, avg_factor)


class MMPretrainFocalLoss(nn.Module):
    def __init__(self, gamma=2.0, alpha=0.25, reduction="mean", loss_weight=1.0):
        super().__init__()
        self.gamma = gamma
        self.alpha = alpha
        self.reduction = reduction
        self.loss_weight = loss_weight

    def forward(self, pred, target, weight=None, avg_factor=None, reduction_override=None):
        assert reduction_override in (None, "none", "mean", "sum")
        reduction = reduction_override if reduction_override else self.reduction
        if target.dim() == 1 or (target.dim() == 2 and target.shape[1] == 1):
            target = F.one_hot(target.view(-1), num_classes=pred.shape[-1])
        return self.loss_weight * pretrain_focal_loss(
            pred, target, weight, gamma=self.gamma, alpha=self.alpha, reduction=reduction, avg_factor=avg_factor
        )
`,
  names: {
    ...pathsOf(['mmdet.models.losses', 'mmdet.models', 'mmdet.models.losses.focal_loss'], {
      FocalLoss: 'MMDetFocalLoss',
      sigmoid_focal_loss: 'sigmoid_focal_loss_of_classes',
      py_sigmoid_focal_loss: 'py_sigmoid_focal_loss',
      py_focal_loss_with_prob: 'py_focal_loss_with_prob',
    }),
    ...pathsOf(
      [
        'mmdet.models.losses',
        'mmdet.models.losses.utils',
        'mmseg.models.losses',
        'mmseg.models.losses.utils',
      ],
      ['reduce_loss', 'weight_reduce_loss', 'weighted_loss'],
    ),
    ...pathsOf(['mmpretrain.models.losses', 'mmpretrain.models', 'mmcls.models.losses', 'mmcls.models'], {
      FocalLoss: 'MMPretrainFocalLoss',
      sigmoid_focal_loss: 'pretrain_focal_loss',
    }),
    ...pathsOf(
      ['mmpretrain', 'mmcls'].flatMap((library) => [
        `${library}.models.losses`,
        `${library}.models.losses.utils`,
      ]),
      {
        reduce_loss: 'reduce_loss',
        weight_reduce_loss: 'pretrain_weight_reduce_loss',
        weighted_loss: 'pretrain_weighted_loss',
      },
    ),
  },
};
