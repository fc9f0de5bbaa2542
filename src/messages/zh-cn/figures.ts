import { numberText, percentText } from '../../format/number-text';
import type { figures as english } from '../en/figures';

const GROUPS = { positives: '正样本', negatives: '负样本' };

export const figures: typeof english = {
  groups: GROUPS,
  loss: '损失',
  elements: '元素',
  share: '占比',
  histogram: {
    title: '目标类别的预测概率 p_t',
    caption: '右侧是模型已学会的，左侧是模型出错的。数量为对数刻度。',
    from: 'p_t 从',
    to: '到',
  },
  lossCurve: {
    title: '元素所在处的损失',
    caption: (alpha, gamma) =>
      `焦点损失（γ = ${numberText(gamma)}，${alpha === null ? '不使用 α' : `α = ${numberText(alpha)}`}）随 p_t 的变化。柱形为元素，数量为对数刻度。`,
    ofPositive: '正样本的 FL',
    ofNegative: '负样本的 FL',
  },
  classShares: {
    title: '损失由谁构成',
    caption: '各类别在元素、交叉熵和焦点损失中的占比。',
    captionOfMost: (classes) => `各类别在损失中的占比；只列出焦点损失占比最大的 ${classes} 个类别。`,
    bar: (label, share, of) => `${label}：占${of}的 ${share}`,
    class: '类别',
    ofCrossEntropy: '交叉熵占比',
    ofFocal: '焦点损失占比',
    ofGradient: '梯度占比',
  },
  classQuality: {
    title: '类别（由差到好）',
    caption: '各类别样本的平均交叉熵。p_t = e^−CE 是该类别的典型概率。',
    captionOfWorst: (classes) =>
      `最差的 ${classes} 个类别的样本平均交叉熵；表格列出全部类别。p_t = e^−CE 是该类别的典型概率。`,
    bar: (label, loss) => `${label}：平均交叉熵 ${loss}`,
  },
  classRecall: {
    title: '各类别的召回率',
    caption: '各类别样本中模型判为该类别的比例，召回率确定最低的类别在前。',
    captionOfWorst: (classes) =>
      `召回率确定最低的 ${classes} 个类别的样本中，模型判为该类别的比例；表格列出全部类别。`,
    bar: (label, recall, low, high) => `${label}：召回率 ${recall}，95 % 区间 ${low} 到 ${high}`,
  },
  confusions: {
    title: '最常见的混淆',
    caption: '目标类别，以及模型误判成的类别。',
    pair: (target, predicted) => `${target} → ${predicted}`,
    bar: (target, predicted, count, share) =>
      `${target} 误判为 ${predicted}：${count} 个，占 ${target} 样本的 ${share}`,
  },
  cumulative: {
    title: (group) => `累积归一化损失：${GROUPS[group]}`,
    captions: {
      positives: '样本由易到难排列。对正样本，各曲线应彼此接近。',
      negatives: '样本由易到难排列。γ 越大，构成损失的负样本越少：曲线越贴近右边缘。',
    },
    shareOf: (group) => `${GROUPS[group]}占比`,
    shareOfLoss: '损失占比',
    lossAt: (gamma) => `γ = ${gamma} 时的损失`,
  },
  series: {
    report: '报告',
    losses: { title: '损失', caption: '从第一份报告到最后一份。' },
    measures: {
      title: '排序与校准',
      caption: '从第一份报告到最后一份。校准误差应下降，其余应上升。',
    },
  },
  ranking: {
    model: '此模型',
    chance: '随机',
    threshold: '阈值 p ≥',
    thresholdLogit: '对应的 logit',
    roc: {
      title: 'ROC 曲线',
      caption: (area) => `各阈值下找到的正样本与误判为正的负样本之比较。曲线下面积：${numberText(area)}。`,
      falsePositiveRate: '假阳性率',
      recall: '召回率',
    },
    precisionRecall: {
      title: '精确率–召回率曲线',
      caption: (averagePrecision) =>
        `各召回率下，判为正的元素中正样本的比例。平均精确率：${numberText(averagePrecision)}。`,
      precision: '精确率',
    },
  },
  reliability: {
    title: '可靠性图',
    caption: (error) => `对角线以下表示模型过度自信。期望校准误差：${percentText(error)}。`,
    scaled: (temperature, error, standardError) =>
      `将 logits 除以 T = ${numberText(temperature)} 后降至 ${percentText(error)}${standardError === 0 ? '' : `（估计值，标准误差 ${percentText(standardError)}）`}。`,
    asGiven: '原始',
    afterScaling: '温度缩放后',
    bin: '分箱',
    confidence: '置信度',
    accuracy: '准确率',
    confidenceOf: (series) => `置信度（${series}）`,
    accuracyOf: (series) => `准确率（${series}）`,
    elementsOf: (series) => `元素（${series}）`,
  },
  comparedHistogram: {
    title: (group) => `${GROUPS[group]}的 p_t 对比`,
    caption: (group) => `${GROUPS[group]}在各 p_t 分箱中的占比。`,
    shareOf: (group) => `${GROUPS[group]}占比`,
  },
};
