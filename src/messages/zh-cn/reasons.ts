import { countText } from '../../format/count-text';
import { exactNumberText, numberText, percentText } from '../../format/number-text';
import { shapeText } from '../../format/shape-text';
import type { reasons as english } from '../en/reasons';
import { problemText } from '../problem';
import type { Translated } from '../sentence';
import { errors } from './errors';

export const reasons: Translated<typeof english> = {
  'squashed-twice-chosen': ({ link }) =>
    `按所选，这些值是对概率再做一次 ${link} 的结果：还原为两次激活之前的 logits。`,
  'input-chosen': ({ input }) => `按所选，这些值是${INPUTS[input]}。`,
  'no-finite-value': '没有有限值；按 logits 处理。',
  'constant-values': ({ value }) => `所有值都是 ${numberText(value)}，无从判断；按 logits 处理。`,
  'values-beyond-probabilities': (range) => `值的范围是 ${rangeText(range)}，因此是 logits。`,
  'values-do-not-add-up': (range) => `值的范围是 ${rangeText(range)}，但各类别之和不为 1，因此是 logits。`,
  'values-like-double-sigmoid': (range) =>
    `值的范围是 ${rangeText(range)}，因此是概率，但没有低于 0.5 的值：像是重复应用了 sigmoid。`,
  'values-are-probabilities': ({ sumToOne, ...range }) =>
    `值的范围是 ${rangeText(range)}${sumToOne ? '，且各类别之和为 1' : ''}，因此是概率。`,
  'most-values-are-probabilities': ({ share, ...range }) =>
    `值的范围是 ${rangeText(range)}，但其中 ${percentText(Math.floor(1000 * share) / 1000)} 位于 [0, 1]，因此是概率。`,
  'most-rows-are-probabilities': ({ rows, summing }) =>
    `${rows} 行中有 ${summing} 行在各类别上之和为 1，因此是概率。`,
  'values-are-log-probabilities': ({ rows }) =>
    `${rows} 行的指数在各类别上之和为 1：这些值是对数概率，softmax 不会改变它们。`,
  'values-are-percentages': ({ rows }) =>
    `${rows} 行在各类别上之和为 100：这些值是百分数，既不是概率，也不是 logits。`,
  'values-are-class-scores': (range) =>
    `值的范围是 ${rangeText(range)}，但各类别之和不为 1：每个类别各用一个 sigmoid 的得分。`,
  'softmax-over-examples': '每个类别在所有样本上之和为 1，而每个样本在各类别上之和不为 1：softmax 用错了轴。',
  'values-are-decisions': '这些值是表示类别的整数：是判定结果，而不是得分。',
  'masked-classes': ({ values, rows }) =>
    `${rows} 行中有 ${values} 个值远低于其他值，用于屏蔽类别：被屏蔽的类别按不可能处理。`,
  'class-axis-by-sums': ({ axis }) => `多个轴都可能是类别轴；只有在轴 ${axis} 上值之和为 1。`,
  'class-axis-by-likelihood': ({ axis }) => `多个轴都可能是类别轴；沿轴 ${axis} 目标值的似然明显更高。`,
  'class-axes-fit-equally': ({ axis, axes }) =>
    `轴 ${axes.join(' 和 ')} 都可能是类别轴，从值无法判断：轴 ${axis} 更常见。如果不对，请选择另一个轴。`,
  'labels-count-from-one': '标签从 1 开始计数：每个标签都减去 1。',
  'labels-are-plus-minus-one': '目标值只有 −1 和 1，且两者都常见：−1 读作 0，而不是“不参与”。',
  'labels-are-0-and-255': '目标值只有 0 和 255，且两者都常见：255 读作 1，而不是“不参与”。',

  'targets-sum-to-one': ({ axis, classes, share }) =>
    `${share === 1 ? '目标值' : `${percentText(Math.floor(1000 * share) / 1000)} 的目标值`}在轴 ${axis} 上之和为 1，因此每个样本属于 ${classes} 个类别之一：softmax。`,
  'softmax-over-axis-chosen': ({ axis }) => `按所选，在轴 ${axis} 上做 softmax。`,
  'softmax-chosen': '按所选，使用 softmax。',
  'sigmoid-chosen': '按所选，使用 sigmoid。',
  'sigmoid-for-each-class-chosen': '按所选，每个类别各用一个 sigmoid。',
  'sigmoid-for-each-value': ({ logits }) =>
    `形状为 ${shapeText(logits)} 的 logits 各有一个目标值，且没有类别轴，因此每个值各用一个 sigmoid。`,
  'sigmoid-multi-label': ({ logits, classes }) =>
    `形状为 ${shapeText(logits)} 的 logits 各有一个目标值，且各类别之和不为 1，因此 ${classes} 个类别各用一个 sigmoid（多标签）。`,
  'classes-may-be-anchors': ({ axis, columns, rows }) =>
    `轴 ${axis} 的位置（${countText(columns)} 个）多于样本（${countText(rows)} 个），平均每个位置不到一个正样本。如果它们是同一类别的锚框或像素，请选择没有类别轴：--class-axis none。`,
  'targets-chosen': ({ targets }) => `按所选，目标值是${TARGETS[targets]}。`,
  'targets-soft': '部分目标值介于 0 与 1 之间，因此是软目标。',
  'targets-binary': '没有目标值介于 0 与 1 之间，因此是二元目标。',
  'targets-one-hot': '目标值只有 0 和 1，且每个样本只有一个 1：独热编码。',
  'targets-are-indices': ({ targets, axis, logits, classes }) =>
    `目标值的形状 ${shapeText(targets)} 缺少 logits 形状 ${shapeText(logits)} 的轴 ${axis}，因此是 ${classes} 个类别的类别索引。`,
  'one-index-each': '每个样本有一个类别索引，因此是 softmax。',
  'background-past-the-last': ({ classes }) =>
    `出现了索引 ${classes}，即最后一个类别之后的索引：它是每个类别各用一个 sigmoid 时的背景。`,
  'mistake-past-the-last': ({ classes }) =>
    `索引 ${classes}（最后一个类别之后）过于罕见，不像背景，或者标签从 1 开始计数：视为错误。`,
  'paired-by-value': ({ logits, targets }) =>
    `logits 的形状 ${shapeText(logits)} 与目标值的形状 ${shapeText(targets)} 只在长度为 1 的轴上不同，因此逐值配对。`,

  'background-chosen': ({ index }) => `按所选，类别 ${index} 是背景。`,
  'background-of-two': '共有两个类别，因此类别 0 是负类。',
  'background-most-frequent': ({ index, share }) =>
    `类别 ${index} 占样本的 ${(100 * share).toFixed(1)} %，因此视为背景。`,
  'ignore-index-chosen': ({ value }) => `按所选，忽略值为 ${exactNumberText(value)} 的目标。`,
  'ignore-index-customary': ({ value }) =>
    `${value} 是唯一超出允许范围的目标值，也是惯用的标记，因此忽略值为 ${value} 的目标。`,

  'array-used': ({ array, shape, role }) => `数组 “${array}” ${shapeText(shape)} ${ROLES[role]}。`,
  'weights-below-zero': ({ minimum }) => `有的权重小于 0，例如 ${numberText(minimum)}：它们把损失变成收益。`,
  'rows-named': ({ array, shape }) => `数组 “${array}” ${shapeText(shape)} 给出样本的标识。`,
  'rows-not-compared': ({ rows }) =>
    `未检查是否有一部分目标值属于其他行：共 ${countText(rows)} 行，多到无法比较。`,
  'places-not-compared': '未检查是否有一部分目标值属于其他图像：其中的位置多到无法比较。',
  'array-misfit': ({ shape, logits }) =>
    `其形状 ${shapeText(shape)} 与 logits 的形状 ${shapeText(logits)} 不匹配`,
  'weights-of-classes': ({ shape }) => `其形状 ${shapeText(shape)} 表明这是各类别的权重，而不是各样本的权重`,
  'arrays-ambiguous': ({ arrays }) => `${arrays.map((name) => `“${name}”`).join('、')} 都有可能`,
  'array-unreadable': ({ problem }) => problemText(errors, problem),

  'no-temperature-scaled-up': '没有明显分错的样本，因此 logits 放得越大，交叉熵越低：不存在最佳温度。',
  'no-temperature-scaled-down': 'logits 缩得越小，交叉熵越低：它们并不比猜测好，不存在最佳温度。',
  'no-temperature-up-to-the-largest': '在尝试的最高温度 T = 32 处，交叉熵仍在下降：logits 几乎不比猜测好。',
  'no-temperature-down-to-the-smallest':
    '在尝试的最低温度 T = 1/32 处，交叉熵仍在下降：几乎所有样本都已分对。',
  'no-temperature-of-a-shard': '其中一个分片没有自己的最佳温度：请一次性检查全部数据来求得整体的最佳温度。',
  'temperature-not-looked-for': '没有寻找最佳温度。',

  'merged-reports': ({ reports }) => `此处合并了 ${reports} 份报告，以上是第一份的判断依据。`,
};

const INPUTS = { logits: ' logits', probabilities: '概率' };

const TARGETS = { binary: '二元目标', index: '类别索引', 'one-hot': '独热编码', soft: '软目标' };

const ROLES = {
  weight: '用作损失的权重',
  mask: '用作掩码：为 0 处的元素不参与计算',
  gradient: '与解析式比较',
  loss: '与解析式比较',
};

function rangeText({ minimum, maximum }: { minimum: number; maximum: number }): string {
  return `${numberText(minimum)}…${numberText(maximum)}`;
}
