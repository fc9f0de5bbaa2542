import { numberText } from '../../format/number-text';
import type { plot as english } from '../en/plot';

const QUANTITIES = {
  loss: '损失',
  gradientMagnitude: '梯度大小',
  modulatingFactor: '调制因子',
  ratioToCrossEntropy: '与 CE 之比',
};

export const plot: typeof english = {
  focalLossPlotted: '焦点损失曲线图：',
  focalLoss: '焦点损失',
  selectedCurve: '所选曲线',
  curves: '曲线',
  addCurve: '添加曲线',
  undo: '撤销',
  redo: '恢复',
  reset: '重置为论文图 1',
  yourLoss: '当前损失',

  yAxis: 'y 轴',
  yScale: 'y 轴刻度',
  xAxis: 'x 轴',
  yAxes: QUANTITIES,
  xAxes: { probability: '概率', logit: 'Logit' },
  yScales: { linear: '线性', log: '对数' },
  quantities: QUANTITIES,
  probabilityAxis: '真实类别的概率 p_t',
  logitAxis: '真实类别的 logit x_t = log(p_t / (1 − p_t))',
  wellClassified: '易分样本，p_t > 0.5',
  wellClassifiedLines: ['易分样本', 'p_t > 0.5'],
  crosshairOnProbability: '十字准线，真实类别的概率',
  crosshairOnLogit: '十字准线，真实类别的 logit',

  curve: '曲线',
  at: (probability) => `p_t = ${numberText(probability)} 处`,
  remove: '移除',
  removeCurve: (name) => `移除 ${name}`,

  noCurve: '添加或选择一条曲线，即可在此修改。',
  lossKind: '损失',
  kinds: {
    crossEntropy: '交叉熵（CE）',
    alphaBalancedCrossEntropy: 'α 平衡 CE',
    focal: '焦点损失（FL）',
    focalStar: 'FL*',
    labelSmoothedCrossEntropy: '标签平滑 CE',
    asymmetric: '负样本的非对称损失（ASL）',
  },
  meanings: {
    weightOfPositives: '正样本的权重',
    focusing: '聚焦参数：易分样本衰减的快慢',
    focusingOfPositives: '正样本的聚焦参数（不绘出：正样本用焦点损失）',
    focusingOfNegatives: '负样本的聚焦参数',
    marginOfNegatives: '间隔：低于它的负样本不计',
    steepness: '陡度',
    shift: '沿 logit 的平移',
    labelSmoothing: '标签平滑',
  },
  off: (symbol) => `${symbol} 关闭`,
  name: '名称',
  nameOfCurve: '曲线名称',
  colour: '颜色',
  weighPositives: '用 α 对正样本加权',
  weights: (positives, negatives) =>
    `正样本 × ${numberText(positives)}（图中所示），负样本 × ${numberText(negatives)}`,
  drawNegatives: '同时绘制负样本',
  negatives: '负样本',
  negativesOf: (curve) => `${curve} 的负样本`,
  smoothedTarget: (target) => `真实类别的目标值为 ${numberText(target)}`,
  notes: {
    focalStar: 'FL* 见论文附录，不含调制因子而形状与 FL 相近：−log σ(γ x_t + β) / γ。',
    gradientMagnitude: '梯度大小是损失对 logit 的导数的绝对值。',
  },
  insertAsCode: '将此损失插入为代码',
  noSnippet: (kind) => `CE 和 FL 有代码片段，${kind} 没有。`,

  dataTable: '数据表',
  rows: '行',
  every: (step) => `步长 ${step}`,
  tableOf: (quantity) => `各曲线在 p_t 处的${QUANTITIES[quantity]}`,
  logitColumn: 'logit',

  reading: (probability, curve, quantity, value, comparison) =>
    `在 p_t = ${numberText(probability)} 处，${curve}：${QUANTITIES[quantity]} ${numberText(value)}${comparison === null ? '' : `，${comparison}`}。`,
  notComparable: '无法与交叉熵比较',
  sameAsCrossEntropy: '与交叉熵相同',
  smallerThanCrossEntropy: (times) => `为交叉熵的 1/${times}`,
  largerThanCrossEntropy: (times) => `为交叉熵的 ${times} 倍`,
};
