import { pathsOf } from './paths';

/** kornia, MONAI and segmentation_models_pytorch. */
export const SEGMENTATION_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import kept_rows


def reduced(loss, reduction):
    if reduction == "none":
        return loss
    if reduction == "mean":
        return loss.mean()
    if reduction == "sum":
        return loss.sum()
    raise NotImplementedError("reduction must be none, mean or sum")


def along_classes(values, rank):
    return values.view([1, -1] + [1] * (rank - 2))


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


def monai_sigmoid_focal_loss(input, target, gamma=2.0, alpha=None):
    loss = input - input * target - F.logsigmoid(input)
    loss = (F.logsigmoid(-input * (target * 2 - 1)) * gamma).exp() * loss
    if alpha is not None:
        alpha = torch.as_tensor(alpha).to(input)
        if alpha.dim() == 0:
            factor = target * alpha + (1 - target) * (1 - alpha)
        else:
            if alpha.shape[0] != target.shape[1]:
                raise ValueError("alpha needs one number a class")
            alpha = along_classes(alpha, target.dim())
            factor = torch.where(target == 1, alpha, torch.ones_like(alpha))
        loss = factor * loss
    return loss


def monai_softmax_focal_loss(input, target, gamma=2.0, alpha=None):
    log_p = input.log_softmax(1)
    loss = -(1 - log_p.exp()).pow(gamma) * log_p * target
    if alpha is not None:
        alpha = torch.as_tensor(alpha).to(input)
        if alpha.dim() == 0:
            alpha = torch.tensor([1 - alpha.item()] + [alpha.item()] * (target.shape[1] - 1)).to(input)
        elif alpha.shape[0] != target.shape[1]:
            raise ValueError("alpha needs one number a class")
        loss = along_classes(alpha, target.dim()) * loss
    return loss


class MonaiFocalLoss(nn.modules.loss._Loss):
    def __init__(
        self,
        include_background=True,
        to_onehot_y=False,
        gamma=2.0,
        alpha=None,
        weight=None,
        reduction="mean",
        use_softmax=False,
    ):
        if reduction not in ("none", "mean", "sum"):
            raise ValueError("reduction must be none, mean or sum")
        super().__init__(reduction=reduction)
        self.include_background = include_background
        self.to_onehot_y = to_onehot_y
        self.gamma = gamma
        self.alpha = alpha
        self.weight = weight
        self.use_softmax = use_softmax
        self.register_buffer("class_weight", None if weight is None else torch.as_tensor(weight))

    def forward(self, input, target):
        channels = input.shape[1]
        if self.to_onehot_y and channels > 1:
            target = F.one_hot(target.long().squeeze(1), channels).movedim(-1, 1)
        if not self.include_background and channels > 1:
            target = target[:, 1:]
            input = input[:, 1:]
        if target.shape != input.shape:
            raise ValueError("the shapes of input and target do not fit")
        input = input.float()
        target = target.float()
        alpha = self.alpha
        if self.use_softmax:
            if not self.include_background and isinstance(alpha, (float, int)):
                alpha = None
            loss = monai_softmax_focal_loss(input, target, self.gamma, alpha)
        else:
            loss = monai_sigmoid_focal_loss(input, target, self.gamma, alpha)
        if self.class_weight is not None:
            weight = self.class_weight.to(loss)
            if weight.dim() > 0:
                if loss.shape[1] == 1 or weight.numel() != loss.shape[1]:
                    raise ValueError("class_weight needs one number a class")
                weight = along_classes(weight, loss.dim())
            if (weight < 0).any():
                raise ValueError("class_weight must not be negative")
            loss = loss * weight
        if self.reduction == "sum":
            spatial = list(range(2, len(target.shape)))
            return loss.mean(dim=spatial).sum() if spatial else loss.mean()
        return loss.mean() if self.reduction == "mean" else loss


def smp_focal_loss(
    output, target, gamma=2.0, alpha=0.25, reduction="mean", normalized=False, reduced_threshold=None, eps=1e-6
):
    target = target.to(dtype=output.dtype)
    ce = F.binary_cross_entropy_with_logits(output, target, reduction="none")
    p_t = torch.exp(-ce)
    if reduced_threshold is None:
        factor = (1.0 - p_t).pow(gamma)
    else:
        factor = ((1.0 - p_t) / reduced_threshold).pow(gamma)
        factor[p_t < reduced_threshold] = 1
    loss = factor * ce
    if alpha is not None:
        loss = loss * (alpha * target + (1 - alpha) * (1 - target))
    if normalized:
        loss = loss / factor.sum().clamp_min(eps)
    if reduction == "mean":
        loss = loss.mean()
    if reduction == "sum":
        loss = loss.sum()
    if reduction == "batchwise_mean":
        loss = loss.sum(0)
    return loss


class SmpFocalLoss(nn.Module):
    def __init__(
        self,
        mode,
        alpha=None,
        gamma=2.0,
        ignore_index=None,
        reduction="mean",
        normalized=False,
        reduced_threshold=None,
        from_logits=True,
        class_weights=None,
        eps=1e-7,
    ):
        super().__init__()
        assert mode in ("binary", "multiclass", "multilabel")
        if class_weights is not None and mode == "binary":
            raise ValueError("class_weights are not supported with mode=binary")
        self.mode = mode
        self.alpha = alpha
        self.gamma = gamma
        self.ignore_index = ignore_index
        self.reduction = reduction
        self.normalized = normalized
        self.reduced_threshold = reduced_threshold
        self.from_logits = from_logits
        self.class_weights = class_weights
        self.eps = eps

    def of_one(self, output, target):
        return smp_focal_loss(
            output, target, self.gamma, self.alpha, self.reduction, self.normalized, self.reduced_threshold
        )

    def forward(self, y_pred, y_true):
        if not self.from_logits:
            p = torch.clamp(y_pred, self.eps, 1 - self.eps)
            y_pred = torch.log(p) if self.mode == "multiclass" else torch.log(p / (1 - p))
        if self.mode == "binary":
            y_true = y_true.reshape(-1)
            y_pred = y_pred.reshape(-1)
            return self.of_one(*kept_rows(y_pred, y_true, self.ignore_index))
        losses = []
        for index in range(y_pred.size(1)):
            target = (y_true == index).long() if self.mode == "multiclass" else y_true[:, index, ...]
            output = y_pred[:, index, ...]
            if self.ignore_index is not None:
                kept = y_true != self.ignore_index
                target = target[kept]
                output = output[kept]
            losses.append(self.of_one(output, target))
        losses = torch.stack(losses)
        if self.class_weights is None:
            return losses.mean()
        weights = torch.as_tensor(self.class_weights, dtype=torch.float)
        return (losses * weights).sum() / weights.sum()
`,
  names: {
    ...pathsOf(['kornia.losses', 'kornia.losses.focal'], {
      focal_loss: 'kornia_focal_loss',
      FocalLoss: 'KorniaFocalLoss',
      binary_focal_loss_with_logits: 'kornia_binary_focal_loss',
      BinaryFocalLossWithLogits: 'KorniaBinaryFocalLoss',
    }),
    ...pathsOf(['monai.losses', 'monai.losses.focal_loss'], { FocalLoss: 'MonaiFocalLoss' }),
    ...pathsOf(['segmentation_models_pytorch.losses', 'segmentation_models_pytorch.losses.focal'], {
      FocalLoss: 'SmpFocalLoss',
    }),
    'segmentation_models_pytorch.losses._functional.focal_loss_with_logits': 'smp_focal_loss',
  },
};
