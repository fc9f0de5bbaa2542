import type { figures as english } from '../en/figures';
import type { Translated } from '../sentence';

const SIDES = { positives: '正样本', negatives: '负样本' };

export const figures: Translated<typeof english> = {
  histogram: {
    title: ({ side }) => `${SIDES[side]}的 p_t`,
    caption: ({ side }) => `模型认为目标值有多大概率：按 p_t 统计的${SIDES[side]}数（对数坐标）。`,
    captionWithLoss: ({ side, highest }) =>
      `模型认为目标值有多大概率：按 p_t 统计的${SIDES[side]}数（对数坐标）。线条是焦点损失（实线）与交叉熵（虚线），范围 0 到 ${highest}。`,
  },
  sides: SIDES,
  shares: {
    title: '损失由哪些类别贡献',
    caption: '各类别在元素（第一条）、交叉熵（第二条）和焦点损失（第三条）中所占的比例。',
    captionOfMost: ({ classes }) =>
      `各类别在元素（第一条）、交叉熵（第二条）和焦点损失（第三条）中所占的比例；仅显示焦点损失最大的 ${classes} 个类别。`,
    elements: ({ label, share }) => `${label}：占元素的 ${share}`,
    crossEntropy: ({ label, share }) => `${label}：占交叉熵的 ${share}`,
    focal: ({ label, share }) => `${label}：占焦点损失的 ${share}`,
    axis: '类别',
    background: '背景',
  },
  cumulative: {
    title: ({ side }) => `${SIDES[side]}的累积归一化损失`,
    caption: ({ side, gammas }) =>
      `${SIDES[side]}由易到难，损失占比随样本占比的变化，γ = ${gammas}（由实线到细虚线）；即论文的图 4。`,
    axis: ({ side }) => `${SIDES[side]}占比`,
  },
  reliability: {
    title: '可靠性图',
    titleScaled: '温度缩放后的可靠性图',
    caption: '各置信度下模型正确的比例；落在对角线上即为已校准。',
    axis: '置信度',
    header: { bin: '箱', confidence: '置信度', accuracy: '准确率', elements: '元素' },
  },
};
