import { countText } from '../../../format/count-text';
import { numberText } from '../../../format/number-text';
import type { thresholds as english } from '../../en/answers/thresholds';
import type { Translated } from '../../sentence';

export const thresholds: Translated<typeof english> = {
  title: ({ positives, negatives }) =>
    `阈值，根据 ${countText(positives)} 个正样本和 ${countText(negatives)} 个负样本选出`,
  header: {
    wish: '目标',
    threshold: '阈值',
    found: '找到',
    falseAlarms: '误报',
    precision: '精确率',
    recall: '召回率',
    reached: 'F 值或代价',
  },
  wishes: {
    half: () => '0.5',
    'best-f1': () => '最佳 F1',
    'best-f2': () => '最佳 F2',
    precision: ({ precision }) => `精确率 ≥ ${numberText(precision)}`,
    recall: ({ recall }) => `召回率 ≥ ${numberText(recall)}`,
    cost: ({ missCost }) => `一次漏报相当于 ${numberText(missCost)} 次误报`,
    'cost-without-labels': ({ missCost }) => `同上，不用标签，${numberText(missCost)} 比 1`,
  },
  cardTitle: '阈值',
  lead: ({ threshold, found, positives, falseAlarms, half }) =>
    `最佳 F1 在 ${numberText(threshold)}：${countText(positives)} 个正样本中找到 ${countText(found)} 个，误报 ${countText(falseAlarms)} 个。在 0.5 处找到 ${countText(half.found)} 个，误报 ${countText(half.falseAlarms)} 个。`,
  split: ({ positives, negatives }) =>
    `在一半数据上选出的阈值，在另一半上计数：${countText(positives)} 个正样本和 ${countText(negatives)} 个负样本`,
  splitSentence: '数据被随机分成两半。若阈值在未参与选择的一半上仍然成立，就不只是偶然。',
  splitInHalf: '在随机的一半上确认',
  splitAgain: '重新划分',
  chooseOnAll: '在全部数据上选择',
  missCost: '一次漏报相当于的误报数',
  precision: '精确率至少',
  recall: '召回率至少',
  useThreshold: ({ threshold }) => `将线移到 ${threshold}`,
  figure: {
    title: '两侧的得分与阈值',
    caption: '拖动竖线，或用方向键移动。竖线右侧的元素算作正样本。',
    score: '得分',
    logit: '对应的 logit',
  },
  copies: {
    number: '数值',
    logit: 'Logit',
    facts: 'JSON',
    byLabel: 'Python，按标签',
    byLabelAsJson: 'JSON，按标签',
  },
  byLabel: '各类别或标签单独的最佳 F1，取自按类别统计得分的行',
  notResampled: ({ most }) => `标签超过 ${countText(most)} 个时，阈值没有区间。`,
  labelsWithout: ({ labels }) => `${countText(labels)} 个标签没有正样本或没有负样本，因此没有自己的阈值。`,
  nothing: '全部不报',
  intervals:
    '区间均为 95 %：比例按 Clopper-Pearson 法，阈值、F 值与代价取自 200 次重采样。阈值根据这些数据选出：请在其他数据上确认。',
  anchors: '对检测器的锚框而言，这些是抑制之前的阈值，不是最终边界框的阈值。',
  pooled: ({ channels }) => `${countText(channels)} 个标签共用每个阈值。`,
  reasons: {
    softmax: '两个以上类别的 softmax 在各类别之间作决定，没有阈值。',
    'soft-targets': '软目标无所谓找到或漏掉：没有阈值。',
    'no-positives': '没有正样本：无法选择阈值。',
    'no-negatives': '没有负样本：无法选择阈值。',
  },
};
