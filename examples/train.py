"""A training step for a dense detector, as it is often found: a place to try the hovers on alpha and gamma.

Do not copy FocalLoss from here. It has three faults that are common:

- alpha is gathered as [alpha, 1 - alpha], so that it weights the negatives, not the positives as in the paper;
- .cuda() in the constructor fails on a machine without CUDA, and where the model is on another device;
- targets.view(-1) has shape (anchors * classes,) and the loss (anchors, classes), so their product fails or broadcasts.

Problems names them, and the light bulb mends them. *Focal Loss: Insert Snippet* inserts a loss without them.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torchvision.ops import sigmoid_focal_loss


class FocalLoss(nn.Module):
    """Focal loss for logits and 0/1 targets of shape (anchors, classes)."""

    def __init__(self, alpha=0.25, gamma=2.0):
        super().__init__()
        self.alpha = torch.tensor([alpha, 1 - alpha]).cuda()
        self.gamma = gamma

    def forward(self, inputs, targets):
        ce_loss = F.binary_cross_entropy_with_logits(inputs, targets, reduction="none")
        targets = targets.type(torch.long)
        alpha_t = self.alpha.gather(0, targets.data.view(-1))
        p_t = torch.exp(-ce_loss)
        focal_loss = alpha_t * (1 - p_t) ** self.gamma * ce_loss
        return focal_loss.mean()


# The same loss in the words of a configuration file.
loss_cls = dict(type="FocalLoss", use_sigmoid=True, gamma=2.0, alpha=0.25, loss_weight=1.0)


def train_step(model, optimizer, images, targets):
    """One step, with torchvision's focal loss normalised by the number of positive anchors."""
    logits = model(images)
    loss = sigmoid_focal_loss(logits, targets, alpha=0.25, gamma=2, reduction="sum")
    loss = loss / targets.sum().clamp(min=1)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


def train_step_own_loss(model, optimizer, images, targets):
    """The same step with the loss above."""
    criterion = FocalLoss(alpha=0.25, gamma=2.0)
    loss = criterion(model(images), targets)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
