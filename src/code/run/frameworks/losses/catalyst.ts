import { pathsOf } from './paths';

/** The losses of catalyst. */
export const CATALYST_LOSSES = {
  text: `
import torch
import torch.nn as nn
import torch.nn.functional as F
from focal_loss_evaluator.copied import kept_rows, reduced_or_by_batch


def catalyst_focal_loss(outputs, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    targets = targets.type(outputs.type())
    ce = F.binary_cross_entropy_with_logits(outputs, targets, reduction="none")
    loss = (1 - torch.exp(-ce)).pow(gamma) * ce
    if alpha is not None:
        loss = loss * (alpha * targets + (1 - alpha) * (1 - targets))
    return reduced_or_by_batch(loss, reduction)


def catalyst_reduced_focal_loss(outputs, targets, threshold=0.5, gamma=2.0, reduction="mean"):
    targets = targets.type(outputs.type())
    ce = F.binary_cross_entropy_with_logits(outputs, targets, reduction="none")
    p_t = torch.exp(-ce)
    factor = ((1.0 - p_t) / threshold).pow(gamma)
    factor[p_t < threshold] = 1
    return reduced_or_by_batch(factor * ce, reduction)


class CatalystFocalLossBinary(nn.modules.loss._Loss):
    def __init__(self, ignore=None, reduced=False, gamma=2.0, alpha=0.25, threshold=0.5, reduction="mean"):
        super().__init__()
        self.ignore = ignore
        if reduced:
            self.loss_fn = lambda x, y: catalyst_reduced_focal_loss(x, y, threshold, gamma, reduction)
        else:
            self.loss_fn = lambda x, y: catalyst_focal_loss(x, y, gamma, alpha, reduction)

    def forward(self, logits, targets):
        targets = targets.view(-1)
        logits = logits.view(-1)
        logits, targets = kept_rows(logits, targets, self.ignore)
        return self.loss_fn(logits, targets)


class CatalystFocalLossMultiClass(CatalystFocalLossBinary):
    def forward(self, logits, targets):
        classes = logits.size(1)
        targets = targets.view(-1)
        logits = logits.view(-1, classes)
        logits, targets = kept_rows(logits, targets, self.ignore)
        return sum(self.loss_fn(logits[..., at], (targets == at).long()) for at in range(classes))
`,
  names: {
    ...pathsOf(['catalyst.metrics', 'catalyst.metrics.functional', 'catalyst.metrics.functional._focal'], {
      sigmoid_focal_loss: 'catalyst_focal_loss',
      reduced_focal_loss: 'catalyst_reduced_focal_loss',
    }),
    ...pathsOf(
      [
        'catalyst.contrib.criterion',
        'catalyst.contrib.losses',
        'catalyst.contrib.losses.focal',
        'catalyst.contrib.nn',
        'catalyst.contrib.nn.criterion',
      ],
      { FocalLossBinary: 'CatalystFocalLossBinary', FocalLossMultiClass: 'CatalystFocalLossMultiClass' },
    ),
  },
};
