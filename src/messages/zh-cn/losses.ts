import type { losses as english, LossKey, ReductionKey } from '../en/losses';
import type { Translated } from '../sentence';

export const losses: Translated<typeof english> = {
  names: {
    focal: '焦点损失',
    crossEntropy: '交叉熵',
    alphaBalancedCrossEntropy: 'α 平衡交叉熵',
    focalStar: 'FL*',
  },
  shortNames: {
    focal: 'FL',
    crossEntropy: 'CE',
    alphaBalancedCrossEntropy: 'α 平衡 CE',
    focalStar: 'FL*',
  },
  reductions: {
    none: '不归约',
    sum: '总和',
    mean: '按有效元素平均',
    meanOverAll: '按全部元素平均',
    meanOverPositives: '按正样本数平均',
  },
  variants: {
    focal: '焦点损失',
    focalWithoutWeight: '未乘权重的焦点损失',
    focalWithoutAlpha: '不含 α 的焦点损失',
    alphaBalancedCrossEntropy: 'α 平衡交叉熵：未应用 γ',
    crossEntropy: '交叉熵：α 与 γ 均未应用',
  },
  mends: {
    focalWithoutWeight: '归约之前，将每个损失乘以其元素的权重。',
    focalWithoutAlpha: '乘以 α_t：正样本为 α，负样本为 1 − α。',
    crossEntropy: '乘以 α_t 和调制因子 (1 − p_t)^γ。',
    alphaBalancedCrossEntropy: '乘以调制因子 (1 − p_t)^γ。',
    focalStar: 'FL* 是另一种损失。要得到焦点损失，将交叉熵乘以 α_t 和 (1 − p_t)^γ。',
    'alpha-on-negatives':
      '目标值 1 的权重应为 α，目标值 0 的权重应为 1 − α：alpha_t = alpha * targets + (1 - alpha) * (1 - targets)。',
    'alpha-same-for-both': '所有元素的同一系数只会缩放学习率：将正样本乘以 α，将负样本乘以 1 − α。',
    'alpha-positives-only': '将负样本也乘以 1 − α。',
    'alpha-negatives-only': '将正样本乘以 α，将负样本乘以 1 − α。',
    'p-instead-of-pt': '正样本取 p_t = p，负样本取 p_t = 1 − p；只用 p 时，易分负样本会保留其全部损失。',
    'swapped-modulation': '将 1 − p_t 取 γ 次幂，使易分样本的损失减弱。',
    'gamma-not-exponent': '写作 (1 - p_t) ** gamma。',
    'detached-modulation': '需要论文中的梯度时，将调制因子保留在计算图中。',
    'pt-from-weighted-ce': '由不加权的交叉熵求 p_t，之后再乘以 α_t。',
    'double-sigmoid': '传入 logits：损失自身会应用 sigmoid。应用两次时，p 总在 0.5 与 0.731 之间。',
    'probabilities-loss-on-logits':
      '改用接受 logits 的形式：from_logits=True、binary_cross_entropy_with_logits。',
    'targets-inverted': '目标值 1 是正样本的类别：使用 labels == 1，或将 logits 取反。',
    'sign-error': '交叉熵 −log p_t 为正：去掉两个负号中的一个。',
    'log-base': '使用自然对数。',
    'label-smoothing-before': '保持目标值为 0 和 1。',
    'label-smoothing-after': '保持交叉熵的目标值为 0 和 1。',
    'pt-from-label-smoothed-ce': '由硬目标求 p_t，对它所乘的交叉熵做平滑。',
    clamp: '像 log-sigmoid 那样由 logits 求 log p_t，不做截断。',
    'log-of-p-plus': '像 log-sigmoid 那样由 logits 求 log p_t，不加任何数。',
  },
  reduced: ({ loss, reduction }: { loss: LossKey; reduction: ReductionKey }) =>
    reduction === 'sum'
      ? `${losses.names[loss]}的总和`
      : `${losses.names[loss]}${losses.reductions[reduction]}的结果`,
};
