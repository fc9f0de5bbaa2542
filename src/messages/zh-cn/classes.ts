import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { classes as english } from '../en/classes';
import type { Translated } from '../sentence';

export const classes: Translated<typeof english> = {
  title: '类别',
  header: {
    class: '类别',
    count: '样本数',
    focalShare: '占 FL',
    gradientShare: '占 |梯度|',
    averagePrecision: '平均精确率',
    calibrationError: '校准误差',
    threshold: '阈值',
    f1: '此处的 F1',
  },
  summary: ({ classes, positives }) => `${countText(classes)} 个类别，共 ${countText(positives)} 个样本。`,
  frequencies: { many: '多', medium: '中', few: '少', none: '无' },
  frequencyLimits: ({ many, few }) => `“多” 指超过 ${many} 个样本，“少” 指不足 ${few} 个。`,
  frequency: ({ name, classes, meanPrecision }) =>
    `${name}：${countText(classes)} 个类别${meanPrecision === null ? '' : `，平均精确率的均值 ${numberText(meanPrecision)}`}`,
  labelsPerRow: ({ rows, withoutLabel, mean }) =>
    `${countText(rows)} 行中有 ${countText(withoutLabel)} 行（${percentText(rows === 0 ? null : withoutLabel / rows)}）没有标签；平均每行 ${numberText(mean)} 个。`,
  allRows: ({ rows }) => `平均精确率、校准误差与阈值：取自全部 ${countText(rows)} 行。`,
  sampled: ({ rows, ofRows }) =>
    `平均精确率、校准误差与阈值：取自 ${countText(ofRows)} 行中的 ${countText(rows)} 行，均匀抽自全部数据。`,
  how: '区间均为 95 %。阈值是该类别单独的最佳 F1 所在处，根据这些数据选出：请在其他数据上确认。',
  oneAgainstRest: 'softmax 的每个类别按其自身的概率与其余类别相比；阈值也针对该概率。',
  named: ({ file }) => `名称取自 ${file}。`,
  misnamed: ({ file, names, classes }) =>
    `${file} 有 ${countText(names)} 个名称，而类别有 ${countText(classes)} 个。`,
  none: '没有可列出的类别：需要类别轴和硬目标。',
};
