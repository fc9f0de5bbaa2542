import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { report as english } from '../en/report';
import type { Translated } from '../sentence';
import { alphaText, arrayText } from './words';

export const report: Translated<typeof english> = {
  title: '焦点损失报告',
  titleOf: ({ files }) => `焦点损失：${files}`,
  checked: ({ files, time }) => `${files}，检查于 ${time}`,
  findings: '检查结果',
  noFindings: '未发现问题',
  none: '无。',
  whatItMeans: '含义：',
  whatToDo: '建议：',
  consequences: ({ count }) => `由此引起的 ${countText(count)} 个结果：`,
  snippet: ({ snippet }) => `代码片段：Focal Loss: 插入代码片段 → ${snippet}`,
  snippetInEditor: ({ snippet }) => `在 VS Code 中：Focal Loss: 插入代码片段，选择 ${snippet}`,
  severities: { error: '错误', warning: '警告', information: '信息' },
  distributions: '分布',
  table: '表格',

  inputs: {
    title: '输入',
    header: { role: '角色', file: '文件', array: '数组', shape: '形状', type: '类型', bytes: '字节' },
    roles: {
      logits: 'logits',
      targets: '目标值',
      weight: '权重',
      mask: '掩码',
      gradient: '梯度',
      loss: '损失',
    },
  },
  reading: {
    title: ({ input, link, targets }) => `按${INPUTS[input]}、${link}、${TARGETS[targets]}读取`,
    elements: ({ elements, positives, negatives }) =>
      `${countText(elements)} 个元素：${countText(positives)} 个正样本，${countText(negatives)} 个负样本。`,
    leftOut: ({ ignored, nonFinite, notFinite, invalidTargets }) =>
      `已排除：${[
        ...(ignored > 0 ? [`${countText(ignored)} 个被忽略`] : []),
        ...(nonFinite > 0 ? [`${countText(nonFinite)} 个${NOT_FINITE[notFinite]}`] : []),
        ...(invalidTargets > 0 ? [`${countText(invalidTargets)} 个目标值无效`] : []),
      ].join('，')}。`,
  },
  losses: {
    title: ({ alpha, gamma }) => `α = ${alphaText(alpha)}、γ = ${gamma} 时的损失`,
    estimated: ({ relativeError }) => `由直方图估计；各损失的相对误差不超过 ${numberText(relativeError)}。`,
    given: ({ file, array, reduced }) => `${arrayText({ file, array })} 是${reduced}。`,
    header: { loss: '损失' },
  },
  negatives: {
    title: '易分负样本',
    shares: ({ count, threshold, share, crossEntropyShare, focalShare }) =>
      `p_t ≥ ${threshold} 的负样本有 ${countText(count)} 个：占元素的 ${percentText(share)}、交叉熵的 ${percentText(crossEntropyShare)}、焦点损失的 ${percentText(focalShare)}。`,
  },
  classes: {
    title: '类别',
    most: ({ listed, rest }) => `仅列出最常见的 ${listed} 个；另外 ${countText(rest)} 个见 JSON 报告。`,
    header: {
      class: '类别',
      elements: '元素',
      gradient: '梯度',
    },
    background: '背景',
    class: ({ index }) => `类别 ${index}`,
    positive: '正样本',
    negative: '负样本',
  },
  ranking: {
    title: '排序',
    accuracy: '准确率',
    topOne: 'top-1 准确率',
    topFive: 'top-5 准确率',
    rocAuc: 'ROC 曲线下面积',
    rocAucOfLabels: '标签内的 ROC 曲线下面积',
    averagePrecision: '平均精确率',
    header: { measure: '指标', value: '值', chance: '随机水平', standardError: '标准误差' },
    ofWorst: ({ listed, rest }) => `仅列出平均交叉熵最大的 ${listed} 个；另有 ${countText(rest)} 个。`,
    meanCrossEntropy: '平均交叉熵',
    typicalProbability: '典型 p_t',
    recall: '召回率（95 %）',
    ofLeastRecall: ({ listed, rest }) =>
      `仅列出召回率区间上限最低的 ${listed} 个类别；另有 ${countText(rest)} 个。`,
    low: '95 % 区间下限',
    high: '上限',
    predicted: '预测数',
    expected: '预期数',
    target: '目标',
    takenFor: '误判为',
    shareOfTarget: '占该目标类别的比例',
  },
  calibration: {
    title: '校准',
    error: ({ error }) => `期望校准误差为 ${percentText(error)}。`,
    scaled: ({ temperature, temperatureStandardError, error, standardError }) =>
      `最佳温度为 ${numberText(temperature)}${temperatureStandardError ? ` ± ${numberText(temperatureStandardError)}` : ''}，缩放后误差为 ${percentText(error)}${standardError === 0 ? '' : `（估计值，标准误差 ${percentText(standardError)}）`}。`,
  },
  ofWrongPairs: ({ title }) => `预测与目标值似乎并不对应（“${title}”）：由这样的配对算出的结果不能说明模型。`,
  ofMisreadValues: ({ title }) => `这些值并非所认定的内容（“${title}”）：由它们算出的结果不能说明模型。`,
  hardest: {
    title: '最难的样本',
    header: { id: '标识', index: '索引', side: '类型', target: '目标值', p_t: 'p_t' },
  },
  comparison: {
    sameParameters: 'α 与 γ 相同',
    otherParameters: 'α 或 γ 不同',
    change: '变化',
    foundOnlyIn: ({ file }) => `仅在 ${file} 中发现`,
    names: {
      elements: '元素',
      positives: '正样本',
      nonFinite: '非有限值',
      easyNegativesOfCrossEntropy: '易分负样本占交叉熵的比例',
      easyNegativesOfFocal: '易分负样本占焦点损失的比例',
      accuracy: '准确率',
      topFive: 'top-5 准确率',
      rocAuc: 'ROC 曲线下面积',
      averagePrecision: '平均精确率',
      expectedCalibrationError: '期望校准误差',
      bestTemperature: '最佳温度',
    },
    reducedLoss: ({ loss, reduction }) => `${loss}，${reduction}`,
  },
};

const NOT_FINITE = {
  nonFinite: '非有限值',
  missingLabels: '缺少标签的元素',
  notProbabilities: '不是概率的值',
};

const INPUTS = { logits: ' logits', probabilities: '概率', 'squashed-twice': '重复激活后的概率' };

const TARGETS = { binary: '二元目标', index: '类别索引', 'one-hot': '独热编码', soft: '软目标' };
