import { pathsOf } from './paths';

/** The focal loss of MONAI. */
export const MONAI_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import along_classes


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
`,
  names: {
    ...pathsOf(['monai.losses', 'monai.losses.focal_loss'], { FocalLoss: 'MonaiFocalLoss' }),
  },
};
