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
    recall: '召回率',
    confusedWith: '最常误认为',
    threshold: '阈值',
    f1: '此处的 F1',
  },
  confusion: ({ name, share }) => `${name}（${share}）`,
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
  report: '报告',
  views: '报告的各部分',
  search: '搜索类别',
  searchPlaceholder: '名称或编号',
  group: '分组',
  allGroups: ({ classes }) => `全部（${countText(classes)}）`,
  ofGroup: ({ name, classes }) => `${name}（${countText(classes)}）`,
  sortBy: ({ column }) => `按${column}排序`,
  shownOf: ({ from, to, all }) =>
    all === 0
      ? '没有符合的类别。'
      : `第 ${countText(from)} 到 ${countText(to)} 个，共 ${countText(all)} 个类别`,
  previousPage: '上一页',
  nextPage: '下一页',
  countAllRows: ({ rows }) => `统计全部 ${countText(rows)} 行`,
  chooseNames: '选择名称文件…',
  copyThresholds: '复制阈值',
  copyThresholdsOf: '将阈值复制为按类别的字典',
  copyCsv: '复制 CSV',
  saveCsv: '保存 CSV',
  saveJson: '保存 JSON',
  showClass: ({ name }) => `显示${name}`,
  others: ({ classes }) => `另有 ${countText(classes)} 个样本少、损失小的类别未列出。`,
  missed: ({ name }) => `${name}中交叉熵最大的样本`,
  falseAlarms: ({ name }) => `最像${name}的其他样本`,
  probabilityOf: ({ name }) => `${name}的概率`,
  histogram: ({ name }) => `${name}的得分`,
  histogramCaption: ({ scores }) => `${countText(scores)} 个得分各自的 logit；虚线为最佳 F1 的阈值。`,
  reliability: ({ name }) => `${name}的概率可靠性`,
  logit: 'logit',
  from: 'logit 从',
  to: 'logit 到',
  ofClass: '该类别',
  ofOthers: '其他',
  none: '没有可列出的类别：需要类别轴和硬目标。',
};
