import type { measured as english } from '../en/measured';
import type { Translated } from '../sentence';

export const measured: Translated<typeof english> = {
  'dense-detection':
    '他人的测量结果（若这些是密集检测器的候选框）：γ = 2、α = 0.25 时 AP 为 34.0，α 平衡交叉熵为 31.1（RetinaNet，ResNet-50，COCO；Lin 等 2017，表 1b）。',
  masks:
    '他人的测量结果（若这些是掩码）：在四个视网膜血管数据集上，任何 γ 都未达到交叉熵的最佳 Dice 分数，γ 介于 0 与 1 之间时最接近；焦点损失与 Dice 损失按 1 比 4 组合，在四个数据集上都表现良好（UNet，CHASE_DB1、STARE、HRF 与 DRIVE；mmsegmentation，拉取请求 1024）。',
};
