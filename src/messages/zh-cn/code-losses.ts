import type { codeLosses as english } from '../en/code-losses';
import type { Translated } from '../sentence';

export const codeLosses: Translated<typeof english> = {
  line: (parts) => parts.join(' · '),
  names: {
    focal: '焦点损失',
    focalStar: 'FL*',
    crossEntropy: '交叉熵',
    alphaBalancedCrossEntropy: 'α 平衡交叉熵',
    other: '自有形式的损失',
  },
  takes: ({ loss, input, isSoftmax }) =>
    `${isSoftmax ? 'softmax ' : ''}${loss}${input === null ? '' : `，输入为 ${input === 'logits' ? 'logits' : '概率'}`}`,
  alphaRoles: {
    positives: 'α 用于正样本',
    classZero: 'α 用于负样本',
    foreground: 'α 用于除类别 0 外的各类别',
    everyClass: 'α 同样用于所有类别',
    perClass: '每个类别各有权重',
    positivesOnly: '正样本乘以 α，负样本乘以 1',
    negativesOnly: '负样本乘以 α，正样本乘以 1',
    off: 'α 已关闭',
  },
  reductions: {
    none: '不归约',
    mean: '按全部元素平均',
    sum: '求和',
    meanOverPositives: '按正样本数平均',
    other: '以自有方式归约',
  },
  objective: (what) => `提升算法的目标函数${what === '' ? '' : ` · ${what}`}`,
  raises: ({ className }) => `引发 ${className}`,
  faultAt: ({ fault, place }) => `${fault}（${place}）`,
  notUnderstood: (line) => (line === null ? '无法理解' : `无法理解：第 ${line} 行`),
  whyNotUnderstood: (reason) =>
    `Focal Loss 在小张量上运行此损失以得知其计算内容，运行在此处结束：${reason}。因此不作任何说明。`,
  whyNotPlotted: (reason) => `代码的运行在此处结束：${reason}。`,
  plot: '绘图',
  /** What was done to a loss in which nothing wrong was found. */
  checked: {
    loss: '未发现错误。该损失已在小张量上运行：多组 α、γ 与归约方式下的值和梯度，float32 下绝对值至 100 的 logits，单个样本，无正样本，无负样本，代码指明的忽略目标，以及其他设备。',
    trueClass:
      'Focal Loss 以真实类别的概率和多组 α、γ 运行了该函数，并将其值与梯度同公式比较。概率的选取以及按类别选择 α 由调用方负责，未作检查。',
    objective:
      'Focal Loss 在 −6 到 6 的原始得分上运行了该目标函数，比较了梯度的符号、它所接受的得分与标签，以及二阶导数与梯度的差分。',
  },
  plotThis: '绘制此代码所计算的函数',
  checkTensors: '检查张量',
  checkTensorsOf: '用焦点损失检查 logits 和目标值',
  plotTitle: (name) => `绘图：${name}`,
  lossIsGone: (name) => `文件中已没有可运行的损失 ${name}。`,
  noLossHere: '此文件中没有焦点损失，或没有 Focal Loss 可以运行的焦点损失。',
  whichLoss: '绘制哪一个损失？',
  atLine: (line) => `第 ${line} 行`,
  hover: {
    heading: ({ name, what }) => `${name}：${what}`,
    setting: ({ name, effect }) => `${name}：${effect}`,
    sides: ({ positives, negatives }) => `正样本 × ${positives}，负样本 × ${negatives}`,
    classSides: ({ positives, negatives }) =>
      positives === negatives
        ? `每个类别 × ${positives}`
        : `除类别 0 外各类别 × ${positives}，类别 0 × ${negatives}`,
    classes: (weights) => weights.map((weight, index) => `类别 ${index} × ${weight}`).join('，'),
    reversed: (effect) => `${effect}：与论文相反`,
    exponent: '1 − p_t 的指数，与论文一致',
    unknown: '运行未显示其作用',
    readFromText: (reason) => `*无法理解：${reason}。*代码未运行到底。仅从名称看，它具有论文的形式：`,
    withTheseValues: (what) => `以这些值运行：${what}。`,
    plot: '绘制此损失',
  },
  page: {
    openCode: (file, line) => `${file}，第 ${line} 行`,
    value: '损失',
    gradient: '梯度',
    logit: '正类的 logit x',
    positives: '正样本',
    negatives: '负样本',
    codeOf: (side) => `${side}：此代码`,
    paperOf: (side) => `${side}：论文`,
    range: 'logits',
    ranges: { near: '−8 到 8', far: '−100 到 100' },
    agreesNear: '在相同的 α 和 γ 下，logit 在 −8 到 8 之间时，此代码的计算结果与论文一致。',
    differs: ({ factor, side }) => `${side}：此代码的损失是论文的 ${factor} 倍。`,
    differsInForm: (side) => `${side}：此代码的曲线与论文不同。`,
    differenceShaded: '差异以阴影表示。',
    broken: ({ side, quantity, kind, logits }) => `${side}：x = ${logits} 时${quantity}为 ${kind}。`,
    weightOfPositives: '类别 1 的权重',
    weightOfNegatives: '类别 0 的权重',
    giveAlpha: '为损失设置 α',
    alphaIsFixed: '此代码没有参数 α：这里只改变论文的曲线。',
    gammaIsFixed: '此代码没有参数 γ：这里只改变论文的曲线。',
    actsAtLine: (line) => `在第 ${line} 行起作用`,
    old: '这些曲线来自代码的较早版本。',
    table: '表格',
    tableOf: (quantity) => `正类各 logit 处的${quantity}`,
  },
};
