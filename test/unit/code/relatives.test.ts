import { describe, expect, it } from 'vitest';
import { sitesOf, summaryOf } from './parse';

const python = (text: string) => summaryOf(text, 'python');

const VARIFOCAL = `class VarifocalLoss(nn.Module):
    def forward(self, pred_score, gt_score, label, alpha=0.75, gamma=2.0):
        weight = alpha * pred_score.pow(gamma) * (1 - label) + gt_score * label
        return (F.binary_cross_entropy(pred_score, gt_score, reduction='none') * weight).sum()
`;

describe('the α and γ of relatives that a file defines', () => {
  it('are those of varifocal loss where a negative is weighted so', async () => {
    expect(await python(VARIFOCAL)).toEqual([
      'alpha=0.75 → alpha 0.75 of forward (relative.varifocal)',
      'gamma=2.0 → gamma 2 of forward (relative.varifocal)',
      'alpha → alpha 0.75 of forward (relative.varifocal)',
      'gamma → gamma 2 of forward (relative.varifocal)',
    ]);
  });

  it('are followed to the function that the class hands them to', async () => {
    const text = `def varifocal_loss(pred, target, alpha=0.75, gamma=2.0):
    p = pred.sigmoid()
    weight = target * (target > 0.0).float() + alpha * (p - target).abs().pow(gamma) * (target <= 0.0).float()
    return F.binary_cross_entropy(p, target, reduction='none') * weight

class VarifocalLoss(nn.Module):
    def __init__(self, alpha=0.6):
        super().__init__()
        self.alpha = alpha

    def forward(self, pred, target):
        return varifocal_loss(pred, target, alpha=self.alpha)
`;
    const found = await python(text);
    expect(found).toContain('alpha=self.alpha → alpha ? of VarifocalLoss (relative.varifocal)');
    expect(found.every((site) => site.endsWith('(relative.varifocal)'))).toBe(true);
  });

  it('keep those of the focal loss beside it', async () => {
    const text = `class Head(nn.Layer):
    @staticmethod
    def _focal_loss(score, label, alpha=0.25, gamma=2.0):
        weight = (score - label).pow(gamma)
        alpha_t = alpha * label + (1 - alpha) * (1 - label)
        return (F.binary_cross_entropy(score, label, reduction='none') * weight * alpha_t).sum()

    @staticmethod
    def _varifocal_loss(pred_score, gt_score, label, alpha=0.75, gamma=2.0):
        weight = alpha * pred_score.pow(gamma) * (1 - label) + gt_score * label
        return (F.binary_cross_entropy(pred_score, gt_score, reduction='none') * weight).sum()
`;
    const found = await python(text);
    expect(found).toContain('alpha=0.25 → alpha 0.25 of _focal_loss');
    expect(found).toContain('alpha=0.75 → alpha 0.75 of _varifocal_loss (relative.varifocal)');
  });

  it('are exponents in the loss of heat maps', async () => {
    const text = `class GaussianFocalLoss(nn.Module):
    def __init__(self, alpha=2.0, gamma=4.0):
        self.alpha = alpha
        self.gamma = gamma

    def forward(self, pred, target):
        pos_loss = -pred.log() * (1 - pred).pow(self.alpha) * target.eq(1)
        return pos_loss - (1 - pred).log() * pred.pow(self.alpha) * (1 - target).pow(self.gamma)
`;
    expect(await python(text)).toContain('alpha=2.0 → alpha 2 of GaussianFocalLoss (relative.gaussianFocal)');
  });

  it('belong to the cost of a matcher, which is no loss', async () => {
    const text = `class HungarianMatcher(nn.Module):
    def forward(self, out_prob, ids):
        alpha = 0.25
        gamma = 2.0
        neg_cost_class = (1 - alpha) * (out_prob ** gamma) * (-(1 - out_prob + 1e-8).log())
        pos_cost_class = alpha * ((1 - out_prob) ** gamma) * (-(out_prob + 1e-8).log())
        return pos_cost_class[:, ids] - neg_cost_class[:, ids]
# focal
`;
    expect(await python(text)).toContain('alpha = 0.25 → alpha 0.25 of forward (relative.cost)');
  });

  it('stay unsaid where the code weights another side', async () => {
    expect(await python(VARIFOCAL.replace('= alpha * pred', '= (1 - alpha) * pred'))).not.toContain(
      'alpha → alpha 0.75 of forward (relative.varifocal)',
    );
  });
});

it('α goes to class 0 where it is put at an index that is 0 by default', async () => {
  const text = `class FocalLoss(nn.Module):
    def __init__(self, alpha=0.25, gamma=2, balance_index=0):
        self.alpha, self.gamma, self.balance_index = alpha, gamma, balance_index

    def forward(self, logit, target):
        alpha = torch.ones(2, 1) * (1 - self.alpha)
        alpha[self.balance_index] = self.alpha
        pt = logit.gather(1, target.view(-1, 1))
        return (-alpha[target] * torch.pow(1 - pt, self.gamma) * pt.log()).mean()
`;
  expect((await sitesOf(text, 'python')).map(({ alphaRole }) => alphaRole)).toContain('classZero');
});
