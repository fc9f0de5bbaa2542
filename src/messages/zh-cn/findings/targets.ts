import { countText } from '../../../format/count-text';
import { exactNumberText, numberText } from '../../../format/number-text';
import type { targetFindings as english, Place, TargetsOutOfRangeFacts } from '../../en/findings/targets';
import { indexText } from '../../facts';
import type { Translated } from '../../sentence';
import { arrayText } from '../words';

export const targetFindings: Translated<typeof english> = {
  'missing-labels': {
    title: '缺少标签',
    seen: ({ targets, elements, missing, index }) =>
      `${arrayText(targets)} 的 ${countText(elements)} 个元素中有 ${countText(missing)} 个为 NaN，第一个对应索引 ${indexText(index)} 处的 logit。它们不计入任何求和。`,
    means: 'NaN 标签表示没有给出的标签；对它计算的损失为 NaN，包含它的任何平均值也是 NaN。',
    fix: '用掩码排除：keep = ~numpy.isnan(targets)，再对 logits[keep] 和 targets[keep] 计算损失；或者改写为忽略索引。',
  },
  'labels-count-from-one': {
    title: '标签从 1 开始计数',
    seen: ({ targets, maximum }) =>
      `${arrayText(targets)} 的标签是 1 到 ${numberText(maximum)}，没有 0。这里每个标签都减去了 1。`,
    means: '损失从 0 开始计数类别：不做修改时，每个标签都指向下一个类别，最后一个标签不对应任何类别。',
    fix: '每个标签减去 1：targets - 1。',
  },
  'labels-are-two-values': {
    title: ({ low, high }) => `目标值是 ${numberText(low)} 和 ${numberText(high)}`,
    seen: ({ targets, low, high }) =>
      `${arrayText(targets)} 只含有 ${numberText(low)} 和 ${numberText(high)}，且两者都常见。这里读作 0 和 1。`,
    means: '二元损失要求 0 和 1：遇到其他值时损失会变为负数而没有任何警告。',
    fix: ({ low, high }) =>
      `请把 ${low === -1 ? '(targets + 1) / 2' : 'targets > 0'} 传给损失。如果 ${numberText(low === -1 ? low : high)} 表示“不参与”，请将其设为忽略索引。`,
  },
  'negative-weights': {
    title: '权重小于 0',
    seen: ({ weight }) => `${arrayText(weight)} 含有小于 0 的权重。`,
    means: '负的权重把样本的损失变成收益：训练会使这些样本越来越差，没有尽头。',
    fix: '权重应不小于 0：0 表示不计入该样本。像 −1 这样的标记应放进掩码或忽略索引。',
  },
  'targets-out-of-range': {
    title: '目标值超出允许范围',
    seen: ({ targets, values, allowed, elements, first }) =>
      `${arrayText(targets)} 含有 ${valuesText(values)}，但应为${allowedText(allowed)}：共 ${countText(elements)} 个元素${placeText(first)}。它们未计入任何求和。`,
    means: 'PyTorch 会因索引错误而中止，在 GPU 上则是 device-side assert；二元损失会变为负数而没有任何警告。',
    fix: ({ repair }) => TARGET_REPAIRS[repair],
  },
  'targets-not-one-hot': {
    title: '样本的目标值之和不为 1',
    seen: ({ targets, rows, values, first }) =>
      `${arrayText(targets)} 中有 ${countText(rows)} 行之和不为 1${values.length === 0 ? '' : `，例如 ${valuesText(values)}`}${placeText(first)}。它们未计入任何求和。`,
    means: '对有两个类别的样本，softmax 损失没有意义；对没有类别的样本，损失为 0 而没有任何警告。',
    fix: '如果样本可以有多个类别或没有类别，请使用 sigmoid 损失；否则请修正编码。',
  },
};

const TARGET_REPAIRS: Readonly<Record<TargetsOutOfRangeFacts['repair'], string>> = {
  countFromOne: '标签从 1 开始计数：将每个标签减 1。',
  plusMinusOne:
    '如果目标值是 −1 和 1，请把 (targets + 1) / 2 传给损失；如果 −1 表示“不参与”，请将其设为忽略索引。',
  byteMask:
    '如果目标值是由 0 和 255 组成的掩码，请把 targets > 0 传给损失；如果 255 表示“不参与”，请将其设为忽略索引。',
  unknown: '修正标签；如果该值表示“不参与”，请将其设为忽略索引。',
};

function valuesText(values: readonly number[]): string {
  return values.map((value) => exactNumberText(Number(value.toPrecision(6)))).join('、');
}

function placeText(place: Place | null): string {
  return place === null ? '' : `；第一处对应 ${place.file} 的 logit ${indexText(place.index)}`;
}

function allowedText(allowed: TargetsOutOfRangeFacts['allowed']): string {
  if (typeof allowed === 'string') {
    return allowed === 'probability' ? ' 0 到 1 之间的值' : ' 0 或 1';
  }
  const range = ` 0 到 ${countText(allowed.classes - 1)} 的类别`;
  return allowed.hasBackground ? `${range}，或表示背景的 ${countText(allowed.classes)}` : range;
}
