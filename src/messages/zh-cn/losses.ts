import type { SingleReduction } from '../../loss/reduction';
import type { losses as english, LossKey } from '../en/losses';
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
  reduced: ({ loss, reduction }: { loss: LossKey; reduction: SingleReduction }) =>
    reduction === 'sum'
      ? `${losses.names[loss]}的总和`
      : `${losses.names[loss]}${losses.reductions[reduction]}的结果`,
};
