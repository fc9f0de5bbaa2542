import { exactNumberText, numberText } from '../../format/number-text';
import type { explainAlone as aloneInEnglish, fingerprints as english } from '../en/fingerprints';
import type { Translated } from '../sentence';

function times(alpha: number | null): string {
  return alpha === null ? '' : `的 ${exactNumberText(alpha)} 倍`;
}

export const fingerprints: Translated<typeof english> = {
  'one-half': ({ gamma, alpha }) =>
    `p = 0.5 的${gamma === 0 ? '交叉熵 ln 2' : `焦点损失 ln 2 / 2^${exactNumberText(gamma)}`}${times(alpha)}：输出层什么也没有学到，或其 logits 为 0。`,
  'equal-classes': ({ gamma, classes, alpha }) =>
    `${classes} 个类别概率相等时的${gamma === 0 ? `交叉熵 ln ${classes}` : `焦点损失（γ = ${exactNumberText(gamma)}）`}${times(alpha)}：输出层什么也没有学到。`,
  prior: ({ gamma, isPositive, alpha }) =>
    `p = 0.01 时${isPositive ? '正样本' : '负样本'}的${gamma === 0 ? '交叉熵' : `焦点损失（γ = ${exactNumberText(gamma)}）`}${times(alpha)}：输出层的偏置从先验概率开始。`,
  clamp: ({ limit }) => `−ln ${limit}：概率在 ${limit} 处截断或加上 ${limit} 时的最大交叉熵。`,
  'below-one': '1 与其下两个相邻 float32 之一的差的 −ln：1 − p 在 float32 下的最大交叉熵。',
  smallest: ({ isNormal }) =>
    `最小的${isNormal ? '' : '次正规'} float32 的 −ln：log(p) 在 float32 下能给出的最大交叉熵。`,
  largest: '最大的 float32 的 ln：超过它时 exp(x) 溢出。',
  'limit-of-torch': 'PyTorch 的 BCELoss 的界限：它将 log 0 取为 −100。',
  'two-sigmoids': '应用两次 sigmoid 时的最小交叉熵：损失和模型都应用了 sigmoid。请传入 logits。',
  'two-softmaxes': ({ classes }) =>
    `${classes} 个类别应用两次 softmax 时的最小交叉熵：损失和模型都应用了 softmax。请传入 logits。`,
  negative:
    '目标值在 0 到 1 之间时，交叉熵不会为负：多了一个负号，或 sigmoid 的目标值大于 1（255、类别索引）。',
};

export const explainAlone: Translated<typeof aloneInEnglish> = {
  none: ({ text }) => `${text} 不是那些与数据无关的损失值之一。`,
  found: ({ value, sentence }) => `${numberText(value)}：${sentence}`,
  give: ({ text }) =>
    `有了该批次的 logits 和目标值，focal-loss check FILE --loss ${text} 即可说明哪个损失得出此值。`,
};
