import { pathsOf } from './paths';

/** The losses of pytorch-toolbelt. */
export const TOOLBELT_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator import not_known
from focal_loss_evaluator.copied import reduced_or_by_batch


def toolbelt_focal_loss(
    output,
    target,
    gamma=2.0,
    alpha=0.25,
    reduction="mean",
    normalized=False,
    reduced_threshold=None,
    eps=1e-6,
    ignore_index=None,
    activation="sigmoid",
    softmax_dim=None,
    class_weights=None,
):
    if reduced_threshold is not None:
        not_known("reduced_threshold", "focal_loss_with_logits")
    output = output.float()
    target = target.float()
    p = torch.sigmoid(output) if activation == "sigmoid" else torch.softmax(output, dim=softmax_dim)
    factor = (1.0 - (p * target + (1 - p) * (1 - target))).pow(gamma)
    loss = factor * F.binary_cross_entropy_with_logits(output, target, reduction="none")
    if alpha is not None:
        loss = loss * (alpha * target + (1 - alpha) * (1 - target))
    if class_weights is not None:
        loss = loss * class_weights.view(1, -1, *[1] * (loss.dim() - 2))
    if ignore_index is not None:
        ignored = target.eq(ignore_index)
        loss = torch.masked_fill(loss, ignored, 0)
        factor = torch.masked_fill(factor, ignored, 0)
    if normalized:
        loss = loss / factor.sum().clamp_min(eps)
    return reduced_or_by_batch(loss, reduction)


def toolbelt_softmax_focal_loss(
    output,
    target,
    class_weights=None,
    gamma=2.0,
    reduction="mean",
    normalized=False,
    reduced_threshold=None,
    eps=1e-6,
    ignore_index=-100,
):
    if reduced_threshold is not None:
        not_known("reduced_threshold", "softmax_focal_loss_with_logits")
    ignored = target.eq(ignore_index)
    hot = F.one_hot(torch.masked_fill(target, ignored, 0), output.size(1)).movedim(-1, 1).float()
    p = F.softmax(output, dim=1)
    factor = ((1 - hot) * p + hot * (1 - p)).pow(gamma)
    loss = factor * F.binary_cross_entropy_with_logits(output, hot, reduction="none")
    if class_weights is not None:
        loss = loss * class_weights.reshape(1, -1, *[1] * (loss.dim() - 2))
    loss = loss.sum(dim=1) * ~ignored
    if normalized:
        loss = loss / factor.sum().clamp_min(eps)
    return reduced_or_by_batch(loss, reduction)


class ToolbeltCrossEntropyFocalLoss(nn.Module):
    def __init__(
        self,
        gamma=2.0,
        reduction="mean",
        normalized=False,
        reduced_threshold=None,
        ignore_index=-100,
        class_weights=None,
    ):
        super().__init__()
        self.settings = dict(
            gamma=gamma,
            reduction=reduction,
            normalized=normalized,
            reduced_threshold=reduced_threshold,
            ignore_index=ignore_index,
            class_weights=class_weights,
        )

    def forward(self, inputs, targets):
        return toolbelt_softmax_focal_loss(inputs, targets, **self.settings)


class ToolbeltBinaryFocalLoss(nn.Module):
    def __init__(
        self,
        alpha=None,
        gamma=2.0,
        ignore_index=None,
        reduction="mean",
        normalized=False,
        reduced_threshold=None,
        activation="sigmoid",
        softmax_dim=None,
        class_weights=None,
    ):
        super().__init__()
        self.ignore_index = ignore_index
        if class_weights is not None and not torch.is_tensor(class_weights):
            class_weights = torch.tensor(list(class_weights), dtype=torch.float32)
        self.settings = dict(
            alpha=alpha,
            gamma=gamma,
            ignore_index=ignore_index,
            reduction=reduction,
            normalized=normalized,
            reduced_threshold=reduced_threshold,
            activation=activation,
            softmax_dim=softmax_dim,
            class_weights=class_weights,
        )

    def forward(self, inputs, targets):
        if len(targets.shape) + 1 == len(inputs.shape):
            if self.ignore_index is not None:
                not_known("ignore_index", "BinaryFocalLoss")
            targets = F.one_hot(targets, inputs.size(1)).movedim(-1, 1)
        return toolbelt_focal_loss(inputs, targets, **self.settings)
`,
  names: {
    ...pathsOf(['pytorch_toolbelt.losses.functional', 'pytorch_toolbelt.losses'], {
      focal_loss_with_logits: 'toolbelt_focal_loss',
      sigmoid_focal_loss: 'toolbelt_focal_loss',
      softmax_focal_loss_with_logits: 'toolbelt_softmax_focal_loss',
    }),
    ...pathsOf(['pytorch_toolbelt.losses.focal', 'pytorch_toolbelt.losses'], {
      BinaryFocalLoss: 'ToolbeltBinaryFocalLoss',
      CrossEntropyFocalLoss: 'ToolbeltCrossEntropyFocalLoss',
      FocalLoss: 'ToolbeltCrossEntropyFocalLoss',
    }),
  },
};
