import type { boostingRules as english } from '../en/rules-boosting';
import type { Translated } from '../sentence';

export const boostingRules: Translated<typeof english> = {
  'gradient-sign-error': {
    short: '梯度方向相反',
    says: ({ side, target, score, gradient, isMaximised }) => {
      const where = side === 'both' ? '' : side === 'positives' ? '正样本的' : '负样本的';
      const rule = isMaximised
        ? 'CatBoost 做最大化：正样本的导数为正，负样本的导数为负。'
        : '正样本的梯度为负，负样本的梯度为正：训练沿梯度的反方向移动得分。';
      return `${where}梯度的符号错误：${target === 1 ? '正' : '负'}样本的得分为 ${score} 时梯度为 ${gradient}。${rule}`;
    },
  },
  'gradient-by-probability': {
    short: '梯度是对概率的导数',
    says: ({ score, gradient }) =>
      gradient === null
        ? `提升算法需要对原始得分的导数，而得分为 ${score} 时该梯度不是有限值：它把原始得分当作概率。请先计算 p = 1 / (1 + exp(−score))。`
        : `提升算法需要对原始得分的导数，而这是对概率的导数：得分为 ${score} 的正样本的梯度为 ${gradient}。请乘以 p · (1 − p)。`,
  },
  'boosting-labels': {
    short: '目标函数要求标签为 −1 和 1',
    says: '提升算法传入的标签为 0 和 1，此时负样本的梯度不正确：该目标函数要求 −1 和 1。请先计算 y = 2 * y − 1。',
  },
  'hessian-mismatch': {
    short: '二阶导数不是梯度的导数',
    says: ({ score, target, hessian, expected, isLogistic }) =>
      `二阶导数${isLogistic ? '是交叉熵的二阶导数，' : ''}不是梯度的导数：${target === 1 ? '正' : '负'}样本的得分为 ${score} 时它为 ${hessian}，应为 ${expected}。叶子的取值会按这一倍数过大或过小。`,
  },
  'hessian-negative': {
    short: '部分得分的二阶导数为负',
    says: ({ score, target, hessian }) =>
      `焦点损失的二阶导数对难样本为负：${target === 1 ? '正' : '负'}样本的得分为 ${score} 时为 ${hessian}。提升算法以其总和为除数，min_child_weight 也作用于该总和。设下限可使其保持为正：np.maximum(hess, 1e-6)。`,
  },
  'numeric-hessian': {
    short: '二阶差分中出现舍入误差',
    says: ({ score, from, to }) =>
      `二阶差分的步长过小，出现舍入误差：得分为 ${score} 时二阶导数为 ${from}，紧邻处为 ${to}。请使用约 1e-4 的步长，或使用公式。`,
  },
  'boosting-metric-scores': {
    short: '指标所接受的得分与传入的不同',
    says: ({ given }) =>
      given === 'raw'
        ? '使用自定义目标函数时，提升算法传给指标的是原始得分，而该指标把它当作概率。请先计算 p = 1 / (1 + exp(−score))。'
        : 'LightGBM 使用内置的目标函数，传给指标的已是概率，而该指标又对其应用了一次 sigmoid。',
  },
  'boosting-start-value': {
    short: '提升从得分 0 开始',
    says: '使用自定义目标函数时，每个样本都从 p = 0.5 开始，远离稀有类别：最初的树只用于找到均值。请把使损失最小的常数作为起点：init_score（LightGBM）、base_score（XGBoost）、baseline（CatBoost）。',
  },
};
