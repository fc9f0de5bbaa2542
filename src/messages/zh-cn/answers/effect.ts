import { numberText, percentText } from '../../../format/number-text';
import type { effect as english } from '../../en/answers/effect';
import type { Translated } from '../../sentence';
import { measured } from '../measured';

export const effect: Translated<typeof english> = {
  measured,
  cardTitle: '焦点损失在此改变什么',
  limits:
    '每种损失都使自己的值变小：值更小并不表示更好，表格不作排名。若易分负样本所占很少，调整类别权重、增加数据，或对掩码加入 Dice 项，可能比 γ 更有效。',
  figure: {
    title: '梯度由谁承担',
    caption: '正样本与易分负样本（p_t ≥ 0.9）在各损失梯度中所占的部分。',
    share: '梯度的比例',
    bar: ({ loss, part, share }) => `${loss}：${part} ${share}`,
  },
  easyNegatives: ({ elements, crossEntropy, own }) =>
    `易分负样本（p_t ≥ 0.9）占元素的 ${percentText(elements)}。它们占交叉熵梯度的 ${percentText(crossEntropy)}，占该损失梯度的 ${percentText(own)}。`,
  room: {
    little: '因此 γ 可去掉的很少：这里应调整类别权重或增加数据，而不是聚焦参数。',
    some: '这正是 γ 在此去掉的部分。',
    unused: 'γ = 0 不从中去掉任何部分；表中列出其他 γ 去掉多少。',
  },
  ratio: ({ ratio, weight }) =>
    `在这些 logits 上，该损失的梯度是交叉熵的 ${percentText(ratio)}；loss_weight = ${numberText(weight)} 可使其同样大。对 SGD 而言，这相当于学习率。Adam 几乎不受影响，但梯度裁剪、权重衰减以及与其他损失的求和会受影响。`,
  title: '同一组 logits 上的各种损失；它们的值不能相互比较',
  header: {
    loss: '损失',
    value: '平均值',
    gradient: '平均 |梯度|',
    positives: '正样本',
    hardest: '最难的 1 %',
    easyNegatives: '易分负样本',
  },
  none: '没有可比较的内容：需要 sigmoid 或两个类别、两侧都有的硬目标，以及介于 0 与 1 之间的单个 α。',
};
