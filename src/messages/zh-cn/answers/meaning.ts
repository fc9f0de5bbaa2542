import { numberText, percentText } from '../../../format/number-text';
import type { meaning as english } from '../../en/answers/meaning';
import type { Translated } from '../../sentence';

export const meaning: Translated<typeof english> = {
  title: ({ alpha, gamma }) =>
    `以${alpha === null ? '不使用 α' : ` α = ${numberText(alpha)}`}、γ = ${numberText(gamma)} 训练的模型，其得分的含义`,
  header: { score: '得分', probability: '概率' },
  cardTitle: '得分的含义',
  lead: ({ half, other }) =>
    `在该损失的最优点，得分 0.5 表示 ${percentText(half)}，得分 ${numberText(other.score)} 表示 ${percentText(other.probability)}。`,
  softmax:
    '对 softmax 的焦点损失，类别的概率同样由得分得出，但没有单条曲线可以表示：所有类别的概率一起归一化。映射以代码给出。',
  heldOut: ({ errors: [error, errorAfter], logLosses: [loss, lossAfter], constant, temperature, platt }) =>
    `未拟合任何参数：校准误差 ${numberText(error)} → ${numberText(errorAfter)}，对数损失 ${numberText(loss)} → ${numberText(lossAfter)}（始终取 ${percentText(constant.prior)}：${numberText(constant.logLoss)}）。${platt === null ? '' : `Platt 缩放 ${numberText(platt)}。`}${temperature === null ? '' : `最佳温度 ${numberText(temperature)}。`}`,
  fullestBin: ({ share, bins }) =>
    `${percentText(share)} 的元素落在得分的 ${bins} 个等宽区间之一中。因此可靠性在对数几率上按等量分箱绘制。`,
  marks: '得分及其表示的概率',
  curve: {
    title: '从得分到概率',
    caption: '圆点是常用概率对应的得分。',
    map: '该损失的映射',
    asGiven: '将得分当作概率',
    mark: ({ score, probability }) => `${score} 表示 ${probability}`,
  },
  reliability: {
    title: '对数几率上的可靠性',
    caption:
      '等量分箱中正样本的比例随概率的变化。竖线是 95 % 的 Clopper-Pearson 区间；没有正样本的箱只有竖线。',
    series: '概率',
    elements: '元素',
    positives: '正样本比例',
    low: '95 % 从',
    high: '到',
  },
  changes: {
    title: '除损失外对类别所做的改变',
    positiveWeight: '正样本的权重',
    positiveWeightHint: 'pos_weight 或 scale_pos_weight；没有时为 1。',
    negativesPerKept: '每保留一个对应的负样本数',
    negativesPerKeptHint: 'r 个负样本中保留一个时为 r；全部保留时为 1。',
    training: '训练时的正样本比例',
    prevalence: '使用时的正样本比例',
    prevalenceHint: '模型将被使用之处的比例。在数据上的检验采用数据本身的比例。',
  },
  assumes:
    '焦点损失不是恰当损失，因此其得分不是概率。对处于该损失最优点的模型，这一映射是精确的，且不需要标签。',
  checkTitle: '映射在这些数据上的表现',
  checkHeader: { probabilities: '概率', error: '校准误差', logLoss: '对数损失', brier: 'Brier 分数' },
  rows: {
    scores: '原始得分',
    map: '映射，未拟合任何参数',
    constant: '始终取正样本比例',
    temperature: '最佳温度，在此拟合',
    platt: 'Platt 缩放，在此拟合',
  },
  verdicts: {
    identity: '没有 α 与 γ，无需还原：得分本应是概率。',
    agrees: '映射有效：对数损失的下降达到对这些标签的最佳拟合的十分之九以上。',
    improves:
      '映射有效，但对这些标签的拟合剩余更少：模型不完全处于该损失的最优点。请在留出数据上拟合 Platt 缩放。',
    'no-difference': '映射带来的差别在这些数据上看不出来。',
    worsens:
      '映射无效：模型不处于该损失的最优点，因为它过拟合，或者用其他损失训练。请在留出数据上拟合 Platt 缩放。',
  },
  noCheck:
    '无法在此文件上检验映射：需要 sigmoid 或两个类别、两侧都有的硬目标，以及介于 0 与 1 之间的单个 α。',
};
