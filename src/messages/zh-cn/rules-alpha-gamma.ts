import type { alphaGammaRules as english } from '../en/rules-alpha-gamma';
import type { Translated } from '../sentence';

export const alphaGammaRules: Translated<typeof english> = {
  'alpha-on-negatives': {
    short: ({ isOfClasses }) => (isOfClasses ? 'α 用到了类别 0 上，其他类别为 1 − α' : 'α 用到了负样本上'),
    says: ({ isOfClasses }) =>
      isOfClasses
        ? 'α 加权类别 0，1 − α 加权其他所有类别：与论文相反，论文中 α 加权前景。'
        : 'α 加权负样本，1 − α 加权正样本：与论文相反。α = 0.25 时正样本的权重为 0.75。',
  },
  'alpha-same-for-both': {
    short: '所有类别共用一个 α',
    says: '同一个 α 乘以每个类别：它与学习率一样只缩放损失，不起平衡作用。论文以 α 加权正样本，以 1 − α 加权负样本。',
  },
  'alpha-positives-only': {
    short: ({ isComplement }) => `正样本用 ${isComplement ? '1 − α' : 'α'}，负样本为 1`,
    says: ({ isComplement }) =>
      isComplement
        ? '1 − α 加权正样本，而负样本的权重保持为 1。论文以 α 加权正样本，以 1 − α 加权负样本。'
        : 'α 加权正样本，而负样本的权重保持为 1。论文中为 1 − α：α = 0.25 时为 0.75。',
  },
  'alpha-negatives-only': {
    short: ({ isComplement }) => `负样本用 ${isComplement ? '1 − α' : 'α'}，正样本为 1`,
    says: ({ isComplement }) =>
      `${isComplement ? '1 − α' : 'α'} 加权负样本，而正样本的权重保持为 1。论文以 α 加权正样本，以 1 − α 加权负样本。`,
  },
  'alpha-degenerate': {
    short: ({ alpha }) => `α = ${alpha} 使一侧没有权重`,
    says: ({ alpha, side }) =>
      `α = ${alpha} 时${side === 'positives' ? '正' : '负'}样本没有权重：损失不会训练它们。`,
  },
  'alpha-range': {
    short: ({ alpha }) => `α = ${alpha} 不在 [0, 1] 内`,
    says: ({ alpha }) => `α = ${alpha} 不在 [0, 1] 内：一侧的权重为负，训练会使其损失变大。`,
  },
  'alpha-length': {
    short: ({ weights, classes }) => `${classes} 个类别有 ${weights} 个权重`,
    says: ({ weights, classes }) =>
      `α 有 ${weights} 个权重，而类别有 ${classes} 个：没有权重的类别会引发异常，多余的权重会引发异常或不起作用。请为每个类别给出一个权重。`,
  },
  'alpha-skipped': {
    short: ({ condition }) =>
      ({
        device: 'α 只在一种设备上起作用',
        reduction: 'α 只在一种归约下起作用',
        type: 'α 只对一种数值类型起作用',
      })[condition],
    says: ({ condition }) =>
      `α 只${{ device: '在一种设备上', reduction: '在一种归约下', type: '对一种数值类型' }[condition]}改变损失：应用它的条件与它无关。请始终应用 α。`,
  },
  'alpha-gamma-exchanged': {
    short: 'α 与 γ 似乎颠倒',
    says: ({ alpha, gamma }) => `α = ${alpha} 与 γ = ${gamma} 似乎颠倒：α 在 [0, 1] 内，γ 通常为 2。`,
  },
  'keras-alpha-ignored': {
    short: 'α 不起作用',
    says: 'α 在此不起作用：Keras 仅在 apply_class_balancing=True（默认关闭）时使用它。',
  },
  'gamma-negative': {
    short: ({ gamma }) => `γ = ${gamma} 为负`,
    says: ({ gamma }) => `γ = ${gamma} 为负：(1 − p_t)^γ 随 p_t 增大，易分样本的权重最大。`,
  },
  'gamma-zero': {
    short: 'γ = 0：没有聚焦',
    says: 'γ = 0 时焦点损失就是交叉熵：(1 − p_t)^0 为 1。',
  },
  'gamma-below-one-gradient': {
    short: ({ gamma, logit }) => `γ = ${gamma}：logit 达到 ${logit} 时梯度非有限`,
    says: ({ gamma, logit }) =>
      `logit 达到 ${logit} 时梯度非有限：此时 1 − p_t 在 float32 中为 0，而 γ = ${gamma} < 1 时其幂的导数为无穷大。请将 (1 − p_t)^γ 计算为 exp(γ · logsigmoid(−x_t))，或对 1 − p_t 截断。`,
  },
  'gamma-not-exponent': {
    short: 'γ 不是指数',
    says: 'γ 与损失相乘，而不是 1 − p_t 的指数：它只缩放损失。',
  },
};
