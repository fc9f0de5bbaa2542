import type { Comparison, hover as english } from '../en/hover';

export const hover: typeof english = {
  default: '默认值',
  constant: '取自常量',
  origin: (origin) => `（${origin}）`,
  heading: ({ parameter, role }) => `${parameter}：${role}`,

  alphaRoles: {
    exponent: '此处为 (1 − p) 的指数，即焦点损失论文中的 γ',
    negativesOnly: '负样本的权重',
    everyClass: '所有类别共用的系数',
    classZero: '类别 0（负样本）的权重；正样本的权重为 1 − α',
    foreground: '除类别 0 外各类别的权重；类别 0 的权重为 1 − α',
    off: '正样本的权重',
    positives: '正样本的权重；负样本的权重为 1 − α',
  },
  alphaWithoutEffect: '**此处不起作用。**',
  alphaOff: 'α 已关闭：正样本与负样本的权重相同。',
  alphaNotNumber: '此处的 α 必须是一个数。',
  valueElsewhere: '其值在别处设置。',
  everyClassWeighs: (weight) => `每个类别的权重均为 ${weight}。`,
  classZeroWeighs: ({ own, rest }) =>
    `负样本的权重为 **${own}**，正样本的权重为 **${rest}**：权重按类别的顺序排列。`,
  paperWeighsPositives: '**论文中 α 是正样本的权重。**',
  negativesWeigh: (weight) => `负样本的权重为 ${weight}；正样本的权重为其目标值（质量分数）。`,
  exponentOfPositives: (exponent) => `正样本的损失乘以 (1 − p)^${exponent}。`,
  alphaRefused: (alpha) => `**α = ${alpha} 会引发错误**：α 应在 0 到 1 之间。`,
  aboveOneInUnknown: ({ alpha, rest }) =>
    `**α = ${alpha} 大于 1**：若负样本的权重为 1 − α（如论文），则为负数 ${rest}。若损失将每个类别都乘以 α，则只是缩放。`,
  oneInUnknown:
    '**α = 1**：若负样本的权重为 1 − α（如论文），则负样本不计入损失。若损失将每个类别都乘以 α，则没有影响。',
  minusOneIsOff:
    '多数实现用 α = −1 表示关闭：正负样本的权重相同。若代码没有检查该值，**正样本的权重为负数**。',
  balance: {
    positives: {
      above: ({ alpha, rest }) =>
        `**α = ${alpha} 大于 1：负样本的权重为负数（${rest}）**，负样本预测错误反而使损失减小。α 应在 0 到 1 之间。`,
      below: (alpha) =>
        `**α = ${alpha} 小于 0：正样本的权重为负数**，正样本预测错误反而使损失减小。α 应在 0 到 1 之间。`,
      zero: '**α = 0**：正样本对损失没有贡献。',
      one: '**α = 1**：负样本对损失没有贡献。',
      weigh: ({ own, rest, ratio }) =>
        `正样本的权重为 **${own}**，负样本的权重为 **${rest}**${ratio === null ? '' : `，即 ${ratio}`}。`,
    },
    foreground: {
      above: ({ alpha, rest }) =>
        `**α = ${alpha} 大于 1：类别 0 的权重为负数（${rest}）**，类别 0 预测错误反而使损失减小。α 应在 0 到 1 之间。`,
      below: (alpha) =>
        `**α = ${alpha} 小于 0：除类别 0 外各类别的权重为负数**，这些类别预测错误反而使损失减小。α 应在 0 到 1 之间。`,
      zero: '**α = 0**：除类别 0 外的各类别对损失没有贡献。',
      one: '**α = 1**：类别 0 对损失没有贡献。',
      weigh: ({ own, rest, ratio }) =>
        `除类别 0 外各类别的权重为 **${own}**，类别 0 的权重为 **${rest}**${ratio === null ? '' : `，即 ${ratio}`}。`,
    },
  },
  scoreMeans: ({ score, probability }) => `在该损失的最优点，得分 ${score} 对应的概率为 ${probability}。`,
  bestPair: '论文中效果最好的组合：γ = 2，α = 0.25。',
  smallerAlphaForFocusing: 'γ 已经降低了大量易分负样本的权重：当 γ = 2 时，论文中最好的 α 为 0.25。',
  largerAlphaWithoutFocusing: '不聚焦（γ = 0）时，论文中最好的 α 为 0.75：稀少的正样本需要更大的权重。',
  classesWeigh: (weights) =>
    `${weights.map((weight, index) => `类别 ${index} 的权重为 **${weight}**`).join('，')}。`,
  manyClassesWeigh: ({ classes, least, most }) =>
    `${classes} 个类别各有一个权重，范围为 ${least} 到 ${most}。`,

  gammaRoles: {
    focal: '聚焦参数，决定易分样本的权重降低多少',
    focalStar: 'FL* 的斜率，决定样本预测正确后损失下降得多快',
    gaussianFocal: '决定目标中心附近负样本的损失降低多少',
    varifocal: '聚焦参数，只作用于负样本',
  },
  gammaOfGaussian: '负样本的权重为 (1 − y)^γ，其中 y 为最近目标处高斯函数的高度。',
  gammaNotNumber: 'γ 必须是一个数；用 `0` 表示不聚焦。',
  gammaElsewhere: '其值在别处设置。γ 越大，易分样本的影响越小；γ = 0 即为交叉熵。',
  gammaOfClasses: '每个类别一个 γ：γ 越大，该类别的易分样本的影响越小。',
  gammaBelowZero: (gamma) =>
    `**γ = ${gamma} 小于 0**：易分样本的影响比难例*更大*，与聚焦相反。请使用 0 或更大的值。`,
  gammaZero: 'γ = 0 关闭聚焦：剩下的是由 α 加权的交叉熵。',
  starNotPositive: (gamma) => `**γ = ${gamma}**：FL* 要除以 γ，因此 γ 必须大于 0。`,
  starOfOne: '当 γ = 1（且 β = 0）时，FL* 即为交叉熵。',
  effect: ({ easy, undecided }) =>
    `当 pₜ = ${easy.at} 时，损失**${comparisonText(easy.comparison)}**；当 pₜ = ${undecided.at} 时，${comparisonText(undecided.comparison)}。`,
  beyondPaper: ({ largest, share }) =>
    `论文中 γ 最大取到 ${largest}。此处即使是无法判定的样本（pₜ = 0.5）也只保留其损失的 ${share}。`,

  formulaOfGaussian: '中心处为 `−(1 − p)^α log p`，其他位置为 `−(1 − y)^γ p^α log(1 − p)`',
  formulaOfVarifocal: '正样本为 `−q (q log p + (1 − q) log(1 − p))`，负样本为 `−α p^γ log(1 − p)`',
  takesLogits: '输入为 logits。',
  installed: ({ version, file }) => `${version}（\`${file}\`）`,
  softTargets: {
    lossesMixed: '软目标 y 混合两种损失：y 乘以正样本的损失，1 − y 乘以负样本的损失。',
    ptFromEntropy: '对软目标，p_t 是负交叉熵的指数。',
    logitScaled: '对软目标 y，p_t 为 σ((2y − 1) x)。',
  },

  biasStarts: ({ bias, score }) => `**偏置 ${bias}** 使所有得分从 p = ${score} 开始。`,
  biasIsCalm: ({ share }) =>
    `常用的常数有两个。*最初的步骤平稳*：−log((1 − π) / π) 使所有得分从正样本比例 π 开始（Lin 等 2017，第 4.1 节）。该偏置对应 π = ${share}。`,
  biasMinimises: ({ alpha, gamma, share }) =>
    `*使损失最小的常数*与之不同，因为焦点损失不是恰当损失。当${alpha === null ? '不使用 α' : ` α = ${alpha}`}、γ = ${gamma} 时，该偏置在正样本占 ${share} 处正是这个常数。`,
  biasOfData: ({ share, calm, least }) => `当正样本占 ${share} 时，前者为 ${calm}，后者为 ${least}。`,

  curveWith: ({ loss, gamma }) => `${loss}，γ = ${gamma}`,
  positivesTimes: (factor) => `正样本 × ${factor}`,
  negativesTimes: (factor) => `负样本 × ${factor}`,
  curvesAgainst: (labels) => `以 p_t 为横轴的曲线：${labels.join('、')}`,
  plottedAlphaOff: 'α 关闭',
  plotWith: (parameters) => (parameters.length > 0 ? `绘制 ${parameters.join('、')} 的曲线` : '绘制曲线'),
  paper: '论文',
};

function comparisonText(comparison: Comparison): string {
  switch (comparison.kind) {
    case 'gone':
      return '与交叉熵相比为零';
    case 'same':
      return '与交叉熵相同';
    case 'smaller':
      return `仅为交叉熵的 1/${comparison.times}`;
    case 'larger':
      return `是交叉熵的 ${comparison.times} 倍`;
  }
}
