import { vector } from '../check/tensors';

export const HEAD = `import torch
import torch.nn as nn
import torch.nn.functional as F

`;

export const SIGMOID = `${HEAD}class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2.0, reduction='mean'):
        super().__init__()
        self.alpha, self.gamma, self.reduction = alpha, gamma, reduction

    def forward(self, inputs, targets):
        bce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
        p_t = torch.exp(-bce)
        alpha_t = self.alpha * targets + (1 - self.alpha) * (1 - targets)
        loss = alpha_t * (1 - p_t) ** self.gamma * bce
        return loss.mean() if self.reduction == 'mean' else loss.sum() if self.reduction == 'sum' else loss
`;

export const LOGITS = [2, -1.5, 0.3, -3, 1.2, 0.1, -0.4, 2.5];
export const TARGETS = [1, 0, 0, 0, 1, 0, 1, 0];
export const BINARY = { logits: vector(LOGITS), targets: vector(TARGETS) };
