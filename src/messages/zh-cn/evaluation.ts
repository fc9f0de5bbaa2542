import { countText } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import type { evaluation as english } from '../en/evaluation';
import type { Translated } from '../sentence';

export const evaluation: Translated<typeof english> = {
  heading: '代码中的损失',
  title: ({ name, place }) => `代码中的 ${name}（${place}）`,
  place: ({ file, cell, line }) =>
    [
      file,
      ...(cell === null ? [] : [`第 ${cell} 个单元格`]),
      ...(line === null ? [] : [`第 ${line} 行`]),
    ].join('，'),
  withSettings: (settings) =>
    settings.length === 0
      ? '以默认参数运行。'
      : `运行参数：${settings.map(({ name, value }) => `${name} = ${value}`).join('，')}。`,
  exception: ({ className, message, line }) =>
    `${className}${message === '' ? '' : `：${message}`}${line === null ? '' : `（第 ${line} 行）`}`,
  raisesAsStored: (exception) => `对按原样存储的张量，它会引发异常：${exception}。`,
  growsAsStored: '对按原样存储的张量，它不为每个元素给出各自的损失。',
  givenInstead: ({ predictions, targets, targetType }) =>
    `因此给它的预测形状为 ${shapeText(predictions)}，目标值为 ${targetType}，形状为 ${shapeText(targets)}。`,
  givenProbabilities: '它接受概率，给它的是由 logits 得到的概率。',
  givenLogits: '它接受 logits，给它的是由概率得到的 logits。',
  sampled: ({ logits, of }) =>
    `在 ${countText(of)} 个 logits 中的 ${countText(logits)} 个上运行，所取的行遍布文件各处。`,
  withoutWeights: '文件中的权重既未给它，也未用于旁边的公式。',
  raises: (exception) => `它引发异常 ${exception}。`,
  notUnderstood: (reason) => `Focal Loss 在自己的求值器中运行代码，运行在此处结束：${reason}。因此没有数值。`,
  comparison: {
    agrees: '数值和梯度与本报告参数下的焦点损失一致。',
    scaled: ({ factor }) => `梯度是本报告参数下焦点损失梯度的 ${numberText(factor)} 倍。`,
    scaledValue: '梯度与本报告参数下的焦点损失一致，数值则不同。',
    sides: ({ positives, negatives }) =>
      `梯度在正样本上是焦点损失梯度的 ${numberText(positives)} 倍，在负样本上是 ${numberText(negatives)} 倍。`,
    otherAlpha: {
      off: '它是本报告的焦点损失去掉 α 的形式。',
      reversed: '它是本报告的焦点损失，但 α 与 1 − α 颠倒：α 用到了负样本上。',
    },
    notFinite: ({ count, index }) =>
      `有 ${countText(count)} 个 logits 的梯度为 NaN 或无穷大，而焦点损失在这些位置有限，首个位于 ${index}。`,
    noGradient: ({ valueAgrees }) =>
      valueAgrees
        ? '数值与本报告参数下的焦点损失一致；代码不给出梯度。'
        : '数值与本报告参数下的焦点损失不一致，代码也不给出梯度。',
    otherLink: ({ isSoftmax }) =>
      isSoftmax
        ? '代码把一行视为 K 个类别之一，而本报告独立对待每个值：两者的损失不同。'
        : '代码独立对待每个值，而本报告把一行视为 K 个类别之一：两者的损失不同。',
    differs: '梯度的形式与本报告参数下焦点损失的梯度不同。',
  },
  beside: '这些张量上的代码与公式',
  header: { quantity: '量', code: '代码', formula: '焦点损失', difference: '差' },
  value: (reduction) => `损失，${reduction}`,
  sumOf: (elements) => `${countText(elements)} 个损失的总和`,
  gradientNorm: '梯度的范数',
  gradientAt: (index) => `差异最大处 ${index} 的梯度`,
  lossAt: (index) => `差异最大处 ${index} 的损失`,
  run: '在这些张量上运行工作区中的损失…',
  runAnother: '运行另一个损失…',
  about: '它在这些 logits 和目标值上的数值和梯度，与焦点损失的并列。代码不会被执行：Focal Loss 自行求值。',
  running: '正在运行损失…',
  cancel: '取消',
  cancelled: '运行已取消。',
  open: '显示代码',
  plot: '绘制此损失',
  end: '移除',
  whichLoss: '在这些张量上运行哪个损失？',
  lossesOfWorkspace: '工作区中的焦点损失',
  noLosses: '工作区中没有焦点损失',
  lastChosen: '上次为这些张量所选',
};
