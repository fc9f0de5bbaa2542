import { pathsOf } from './paths';

/** The focal loss of segmentation_models_pytorch. */
export const SEGMENTATION_MODELS_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import kept_rows


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
    ...pathsOf(['segmentation_models_pytorch.losses', 'segmentation_models_pytorch.losses.focal'], {
      FocalLoss: 'SmpFocalLoss',
    }),
    'segmentation_models_pytorch.losses._functional.focal_loss_with_logits': 'smp_focal_loss',
  },
};
