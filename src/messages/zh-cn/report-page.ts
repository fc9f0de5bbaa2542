import { countText } from '../../format/count-text';
import { numberText, pointsText } from '../../format/number-text';
import type { reportPage as english } from '../en/report-page';

const GROUPS = { positives: '正样本', negatives: '负样本' };
const PLACES = { first: '首轴', second: '第二轴', third: '第三轴', last: '末轴' };

export const reportPage: typeof english = {
  remedies: {
    retry: '重新检查',
    goBack: '返回上一份报告',
    chooseTargets: '选择目标值…',
    chooseLogits: '选择 logits…',
    chooseArrays: '选择数组…',
    openInViewer: '在查看器中打开',
  },
  savedReportOf: (moment) => `已保存的报告，检查时间 ${moment}`,
  controlsAreOff: '这是已保存的报告：只有连同其数据才能更改参数和解读方式。',
  dataNotFound: '在此工作区中未找到其文件。',
  checkItsData: '重新检查其数据',
  watchingSince: (clock) => `正在监视，上次检查 ${clock}`,
  checkAgainOnChange: '文件更改时重新检查',
  compareWith: '比较…',
  endComparison: '结束比较',
  plotThisLoss: '绘制此损失',
  saveReport: '保存报告',
  saveReportAs: (format) => `将报告保存为 ${format}`,
  check: '检查',
  estimated: (relativeError) =>
    `损失由直方图估计，相对误差不超过 ${numberText(relativeError)}，精确值随后给出：`,

  clean: '在本检查所知的范围内，这些张量没有问题。',
  severities: { error: '错误', warning: '警告', information: '信息' },
  titled: (label, text) => `${label}：${text}`,
  copyFinding: (title) => `复制检查结果：${title}`,
  seen: '现象',
  means: '含义',
  fix: '修复',
  insertSnippet: (snippet) => `插入 ${snippet}`,

  showInViewer: (array, index) => `在查看器中显示 ${array}${index}`,
  copyExact: (value) => `${value}；按下可复制全部数位`,

  series: {
    files: '逐个文件',
    ofLast: (last) => `下方是最后一个文件 ${last} 的报告。`,
    runs: '自开始监视以来',
    ofEachRun: '每次更改后的检查为一行，按时刻排列。',
  },

  atAGlance: '概览',
  sinceLastRun: '较上次运行的变化',
  sinceEdit: '较修改前的变化',
  points: (change) => `${pointsText(change)} 个百分点`,
  facts: {
    elements: '元素',
    positives: '正样本',
    positiveShare: '的元素为正样本',
    ignored: '被忽略',
    notFinite: {
      nonFinite: 'NaN 或无穷',
      missingLabels: '缺少标签',
      notProbabilities: '不是概率',
    },
    invalidTargets: '目标值无效',
    crossEntropyOfEasy: (threshold) => `的 CE 来自易分负样本（p_t ≥ ${threshold}）`,
    focalOfEasy: '的 FL 来自易分负样本',
    focalLoss: (reduction) => `焦点损失，${reduction}`,
    calibrationError: '期望校准误差',
  },

  parameters: '参数',
  focusing: '聚焦参数',
  weightsByClass: (weights) => `α，每个类别一个权重：${weights}`,
  alphaSwitch: '用 α 加权',
  weightOfPositives: '正样本的权重',
  reduction: '归约',
  interpretation: '数组的解读',
  why: '依据',
  values: '值',
  inputs: {
    logits: 'logits',
    probabilities: '概率',
    'squashed-twice': '概率（重复激活）',
  },
  probabilitiesBy: '概率的计算方式',
  links: { sigmoid: 'sigmoid，逐值计算', softmax: 'softmax，跨类别计算' },
  targets: '目标值',
  targetKinds: {
    binary: '0 或 1',
    index: '类别索引',
    'one-hot': '独热',
    soft: '软目标，0 到 1 之间',
  },
  classAxis: '类别轴',
  axis: (axis, place, classes) =>
    `轴 ${axis}（${place === null ? '' : `${PLACES[place]}，`}${countText(classes)} 个类别）`,
  noClassAxis: '无，每个值独立',
  backgroundClass: '背景类',
  noBackground: '无，所有类别均为正类',
  ignoredTarget: '忽略的目标值',
  noIgnoredTarget: '无',
  readAs: (reading) => `改读为：${reading}`,
  anchorsOfOneClass: '同一类别的锚框',
  targetsWithout: (value) => `不含 ${value} 的目标值`,
  takeForWhatTheySeem: '恢复自动解读',

  chances: {
    random: (chance) => `随机水平 ${chance}`,
    mostFrequentClass: (chance) => `总是给出最常见的类别时为 ${chance}`,
    fiveMostFrequentClasses: (chance) => `总是给出最常见的五个类别时为 ${chance}`,
  },
  standardError: (standardError) => `标准误差 ${standardError}`,
  measureWithin: (bound) => `由直方图得出，误差不超过 ± ${bound}`,
  crosshair: (figure) => `图的十字线：${figure}`,

  losses: '损失',
  lossesWith: (alpha, gamma) =>
    `${typeof alpha === 'number' ? `α = ${numberText(alpha)}` : alpha === null ? 'α 关闭' : 'α 按类别设置'}，γ = ${numberText(gamma)}`,

  hardestOf: (group) => `交叉熵最大的${GROUPS[group]}`,

  showAnyway: '仍要显示',
  arrays: '数组',
  readIn: (seconds) => `读取用时 ${numberText(seconds)} 秒`,
  useOtherArrays: '使用其他数组…',

  comparedWith: (title) => `与 ${title} 比较`,
  this: '本报告',
  quantity: '指标',
  foundHereOnly: (titles) => `仅见于此：${titles.join('；')}。`,
  foundThereOnly: (titles) => `仅见于彼：${titles.join('；')}。`,

  figures: '图',
  figureLabel: (heading, explanation) => `${heading}。${explanation}数值见下方表格。`,
  tableCut: (heading, rest) => `${heading}；其余 ${countText(rest)} 行在 CSV 中`,
};
