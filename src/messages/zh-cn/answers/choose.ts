import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import type { choose as english } from '../../en/answers/choose';
import type { Translated } from '../../sentence';
import { beginning } from '../words';

export const choose: Translated<typeof english> = {
  cardTitle: '选择 α 与 γ',
  classes: ({ classes, least, most }) =>
    `共 ${countText(classes)} 个类别，每类 ${countText(least)} 至 ${countText(most)} 个样本：按各规则的权重见下。`,
  figure: {
    title: 'α 与 γ 的均衡',
    caption: '在线上，正负样本各占梯度的一半；在线的上方，正样本占得更多。',
    own: '你的 α 与 γ',
    paper: 'Lin et al. 2017 表 1b 中的最佳组合',
    point: ({ alpha, gamma }) => `${alpha === null ? '无 α' : `α = ${alpha}`}，γ = ${gamma}`,
  },
  withoutLogits:
    '当 γ 大于 0 时，均衡取决于得分：Lin et al. 2017 发现 γ = 2 时 α = 0.25 最佳。检查含 logits 的文件可得到你自己的均衡。',
  betaHint: '接近 1 时才起作用：0.9、0.99、0.999、0.9999。',
  rule: '要复制的权重',
  beta: '有效样本数的参数',
  positives: ({ positiveClass, positives, all }) =>
    `共 ${countText(all)} 个，其中 ${countText(positives)} 个正样本（${positiveClass === null ? '' : `类别 ${positiveClass}，即两个类别中的第二个；`}${percentText(positives / all)}）。`,
  balance: ({ alpha, gamma, share, balanced }) =>
    `当 γ = ${numberText(gamma)}、${alpha === null ? '不使用 α' : `α = ${numberText(alpha)}`} 时，正样本在这些 logits 上占梯度的 ${percentText(share)}。当 α = ${numberText(balanced)} 时，正负样本各占一半。`,
  advice: {
    keep: '保持不变：任何一侧都没有超过另一侧的两倍。',
    'raise-alpha': '负样本占的梯度超过正样本的两倍：增大 α 可使其均衡。',
    'lower-alpha': '正样本占的梯度超过负样本的两倍：减小 α 可使其均衡。',
  },
  line: '使正负样本各占梯度一半的 α',
  lineHeader: { gamma: 'γ', onLogits: '在这些 logits 上', atPrior: '所有得分等于正样本比例时' },
  counts: ({ alpha, positiveWeight }) =>
    `仅按数量计算（不考虑 γ）：α = ${numberText(alpha)}，pos_weight = ${numberText(positiveWeight)}。`,
  bias: ({ prior, minimum }) =>
    `最后一层的偏置：${numberText(prior)} 使所有得分从正样本比例开始，最初的步骤平稳；${numberText(minimum)} 是使该损失最小的常数。`,
  limits:
    '这是起点，不是最优值。带偏置的模型在某个损失下收敛后会使该损失均衡：在其训练数据上，它的 α 与 γ 总在这条线上。这条线说明 γ 改变时 α 应如何改变。',
  once: '类别权重、采样器与 α 的作用会相乘：只用其中一种。',
  classesTitle: ({ beta }) => `类别权重；每列之和等于类别数；β = ${numberText(beta)}`,
  classHeader: {
    name: '类别',
    count: '样本数',
    inverse: '倒数',
    inverseRoot: '平方根的倒数',
    effectiveNumber: '有效样本数',
  },
  betaTooSmall: ({ beta }) =>
    `β = ${numberText(beta)} 太小，没有作用：每个类别的样本都足以达到 1 / (1 − β) = ${numberText(1 / (1 - beta))}。`,
  empty: ({ names }) => `没有权重，因为以下类别没有样本：${beginning(names)}。请去掉这些类别或补充样本。`,
  ignored: ({ count }) => `忽略了 ${countText(count)} 个标签。`,
};
