import { pathsOf } from './paths';

/** The focal losses of YOLOv5 and Ultralytics. */
export const YOLO_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import reduced


class YoloFocalLoss(nn.Module):
    def __init__(self, loss_fcn, gamma=1.5, alpha=0.25):
        super().__init__()
        self.loss_fcn = loss_fcn
        self.gamma = gamma
        self.alpha = alpha
        self.reduction = loss_fcn.reduction
        self.loss_fcn.reduction = "none"

    def forward(self, pred, true):
        p = torch.sigmoid(pred)
        p_t = true * p + (1 - true) * (1 - p)
        alpha_t = true * self.alpha + (1 - true) * (1 - self.alpha)
        return reduced(self.loss_fcn(pred, true) * alpha_t * (1.0 - p_t) ** self.gamma, self.reduction)


class UltralyticsFocalLoss(nn.Module):
    def __init__(self, gamma=1.5, alpha=0.25):
        super().__init__()
        self.gamma = gamma
        self.alpha = torch.tensor(alpha)

    def forward(self, pred, label):
        p = pred.sigmoid()
        p_t = label * p + (1 - label) * (1 - p)
        loss = F.binary_cross_entropy_with_logits(pred, label, reduction="none") * (1.0 - p_t) ** self.gamma
        if (self.alpha > 0).any():
            alpha = self.alpha.to(pred.dtype)
            loss = loss * (label * alpha + (1 - label) * (1 - alpha))
        return loss.mean(1).sum()
`,
  names: {
    ...pathsOf(['yolov5.utils.loss', 'utils.loss'], { FocalLoss: 'YoloFocalLoss' }),
    'ultralytics.utils.loss.FocalLoss': 'UltralyticsFocalLoss',
  },
};
