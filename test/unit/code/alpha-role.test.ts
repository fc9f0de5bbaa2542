import { describe, expect, it } from 'vitest';
import { alphaRoleInCode } from '../../../src/code/losses/alpha-role';

/** Lines of published implementations that weigh the classes. */
describe('what α multiplies in the code of a loss', () => {
  it.each([
    [
      'torchvision, ops/focal_loss.py',
      'alpha_t = alpha * targets + (1 - alpha) * (1 - targets)',
      'positives',
    ],
    [
      'YOLOv5, utils/loss.py',
      'alpha_factor = true * self.alpha + (1 - true) * (1 - self.alpha)',
      'positives',
    ],
    [
      'yhenon/pytorch-retinanet',
      'alpha_factor = torch.where(torch.eq(targets, 1.), alpha_factor, 1. - alpha_factor)',
      'positives',
    ],
    ['TensorFlow.js', 'const weight = tf.where(isPositive, alpha, tf.sub(1, alpha));', 'positives'],
    ['Greek letters', 'return -(α if y else 1 - α) * (1 - p) ** γ * log(p)', 'positives'],
    [
      'a widespread file with weights of many classes',
      'self.alpha = torch.zeros(n)\nself.alpha[0] += alpha\nself.alpha[1:] += (1 - alpha)',
      'classZero',
    ],
    ['a widespread recipe', 'self.alpha = torch.tensor([alpha, 1 - alpha]).cuda()', 'classZero'],
    [
      'clcarwin/focal_loss_pytorch',
      'if isinstance(alpha,(float,int,long)): self.alpha = torch.Tensor([alpha,1-alpha])',
      'classZero',
    ],
    ['the right order', 'self.alpha = torch.tensor([1 - alpha, alpha])', 'positives'],
    [
      'umbertogriffo/focal-loss-keras',
      'loss = alpha * K.pow(1 - y_pred, gamma) * cross_entropy',
      'everyClass',
    ],
    ['a factor at the end', 'return ((1 - pt) ** self.gamma * ce * self.alpha).mean()', 'everyClass'],
    ['α handed on', 'return sigmoid_focal_loss(x, y, alpha=self.alpha, gamma=self.gamma)', undefined],
    ['a comment', 'return alpha * ce  # the negatives get 1 - alpha', 'everyClass'],
    ['a docstring', '"""alpha: positives; negatives get 1 - alpha"""\nreturn alpha * ce', 'everyClass'],
    ['another name', 'return alphabet * ce', undefined],
  ])('%s', (_source, code, role) => {
    expect(alphaRoleInCode(code)).toBe(role);
  });
});
