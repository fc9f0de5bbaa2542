import { pathsOf } from './paths';

/** The focal losses of mmcv, which are compiled operations there. */
export const MMCV_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator import not_known
from focal_loss_evaluator.copied import reduced


def mean_of_rows(loss, reduction):
    assert reduction in ("none", "mean", "sum")
    return loss.sum() / loss.size(0) if reduction == "mean" else reduced(loss, reduction)


def mmcv_sigmoid_focal_loss(input, target, gamma=2.0, alpha=0.25, weight=None, reduction="mean"):
    assert target.dtype == torch.long
    assert input.dim() == 2
    assert target.dim() == 1
    assert input.size(0) == target.size(0)
    if weight is not None:
        not_known("weight", "sigmoid_focal_loss")
    hot = (target.unsqueeze(1) == torch.arange(input.size(1))).to(input.dtype)
    p = torch.sigmoid(input)
    positive = -alpha * (1 - p) ** gamma * F.logsigmoid(input) * hot
    negative = -(1 - alpha) * p ** gamma * F.logsigmoid(-input) * (1 - hot)
    return mean_of_rows(positive + negative, reduction)


def mmcv_softmax_focal_loss(input, target, gamma=2.0, alpha=0.25, weight=None, reduction="mean"):
    assert target.dtype == torch.long
    assert input.dim() == 2
    assert target.dim() == 1
    assert input.size(0) == target.size(0)
    if weight is not None or (target < 0).any():
        not_known("weight", "softmax_focal_loss")
    log_p = F.log_softmax(input, 1).gather(1, target.unsqueeze(1)).squeeze(1)
    return mean_of_rows(-alpha * (1 - log_p.exp()) ** gamma * log_p, reduction)


class MmcvSigmoidFocalLoss(nn.Module):
    def __init__(self, gamma, alpha, weight=None, reduction="mean"):
        super().__init__()
        self.gamma = gamma
        self.alpha = alpha
        self.weight = weight
        self.reduction = reduction

    def forward(self, input, target):
        return mmcv_sigmoid_focal_loss(input, target, self.gamma, self.alpha, self.weight, self.reduction)


class MmcvSoftmaxFocalLoss(MmcvSigmoidFocalLoss):
    def forward(self, input, target):
        return mmcv_softmax_focal_loss(input, target, self.gamma, self.alpha, self.weight, self.reduction)
`,
  names: {
    ...pathsOf(['mmcv.ops', 'mmcv.ops.focal_loss'], {
      sigmoid_focal_loss: 'mmcv_sigmoid_focal_loss',
      softmax_focal_loss: 'mmcv_softmax_focal_loss',
      SigmoidFocalLoss: 'MmcvSigmoidFocalLoss',
      SoftmaxFocalLoss: 'MmcvSoftmaxFocalLoss',
    }),
  },
};
