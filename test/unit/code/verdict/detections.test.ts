import { describe, expect, it } from 'vitest';
import { verdictsOf } from './judge';

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

describe('predictions that are matched with objects', () => {
  it('are told from the objects by the match', async () => {
    const verdicts = await verdictsOf(`${HEAD}
from .misc import accuracy

def sigmoid_focal_loss(inputs, targets, num_boxes, alpha=0.25, gamma=2):
    p = inputs.sigmoid()
    ce = F.binary_cross_entropy_with_logits(inputs, targets, reduction='none')
    p_t = p * targets + (1 - p) * (1 - targets)
    a_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (a_t * ce * (1 - p_t) ** gamma).mean(1).sum() / num_boxes

class FocalCriterion(nn.Module):
    def __init__(self, num_classes, matcher, focal_alpha=0.25):
        super().__init__()
        self.num_classes = num_classes
        self.matcher = matcher
        self.focal_alpha = focal_alpha

    def loss_labels(self, outputs, targets, indices, num_boxes, log=True):
        src_logits = outputs['pred_logits']
        idx = self._get_src_permutation_idx(indices)
        matched = torch.cat([t['labels'][J] for t, (_, J) in zip(targets, indices)])
        classes = torch.full(src_logits.shape[:2], self.num_classes, dtype=torch.int64)
        classes[idx] = matched
        hot = torch.zeros([*src_logits.shape[:2], src_logits.shape[2] + 1])
        hot.scatter_(2, classes.unsqueeze(-1), 1)
        loss = sigmoid_focal_loss(src_logits, hot[:, :, :-1], num_boxes, self.focal_alpha)
        losses = {'loss_ce': loss * src_logits.shape[1]}
        if log:
            losses['class_error'] = 100 - accuracy(src_logits[idx], matched)[0]
        return losses

    def _get_src_permutation_idx(self, indices):
        batch_idx = torch.cat([torch.full_like(src, i) for i, (src, _) in enumerate(indices)])
        return batch_idx, torch.cat([src for (src, _) in indices])
`);
    expect(verdicts.map(({ computes }) => computes)).toEqual([
      expect.objectContaining({ alphaRole: 'positives', reduction: 'other', variant: 'focal' }),
      {
        link: 'sigmoid',
        input: 'logits',
        alphaRole: 'positives',
        gammaIsExponentOf: '1-p_t',
        reduction: 'sum',
        variant: 'focal',
      },
    ]);
  });
});
