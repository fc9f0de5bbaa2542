import { countText } from '../../format/count-text';
import { numberText, percentText } from '../../format/number-text';
import type { answers as english } from '../en/answers';
import type { Translated } from '../sentence';
import { measured } from './measured';
import { beginning } from './words';

export const answers: Translated<typeof english> = {
  inInterval: ({ value, low, high }) => `${value}（${low} 到 ${high}）`,
  lowEnd: (name) => `${name}，下限`,
  highEnd: (name) => `${name}，上限`,
  section: '解答',
  misleads: (title) => `预测与目标值似乎并不对应（“${title}”），由它们得出的解答会误导人。`,
  theLoss: '损失',
  halfIsNone: '0.5 对两侧同样加权，等于不使用 α。',
  copyAnswer: (title) => `复制解答：${title}`,
  copyTable: (caption) => `将表格复制为 CSV：${caption}`,
  copyCsv: '将表格复制为 CSV',
  insert: '插入',
  insertAnswer: (title) => `插入解答：${title}`,
  insertIntoEditor: (name) => `将 ${name} 插入编辑器`,

  choose: {
    cardTitle: '选择 α 与 γ',
    classes: ({ classes, least, most }) =>
      `共 ${countText(classes)} 个类别，每类 ${countText(least)} 至 ${countText(most)} 个样本：按各规则的权重见下。`,
    figure: {
      title: 'α 与 γ 的均衡',
      caption: '在线上，正负样本各占梯度的一半；在线的上方，正样本占得更多。',
      own: '你的 α 与 γ',
      paper: 'Lin et al. 2017 表 1b 中的最佳组合',
      point: ({ alpha, gamma }) => `${alpha === null ? '无 α' : `α = ${alpha}`}，γ = ${gamma}`,
    },
    withoutLogits:
      '当 γ 大于 0 时，均衡取决于得分：Lin et al. 2017 发现 γ = 2 时 α = 0.25 最佳。检查含 logits 的文件可得到你自己的均衡。',
    betaHint: '接近 1 时才起作用：0.9、0.99、0.999、0.9999。',
    rule: '要复制的权重',
    beta: '有效样本数的参数',
    positives: ({ positiveClass, positives, all }) =>
      `共 ${countText(all)} 个，其中 ${countText(positives)} 个正样本（${positiveClass === null ? '' : `类别 ${positiveClass}，即两个类别中的第二个；`}${percentText(positives / all)}）。`,
    balance: ({ alpha, gamma, share, balanced }) =>
      `当 γ = ${numberText(gamma)}、${alpha === null ? '不使用 α' : `α = ${numberText(alpha)}`} 时，正样本在这些 logits 上占梯度的 ${percentText(share)}。当 α = ${numberText(balanced)} 时，正负样本各占一半。`,
    advice: {
      keep: '保持不变：任何一侧都没有超过另一侧的两倍。',
      'raise-alpha': '负样本占的梯度超过正样本的两倍：增大 α 可使其均衡。',
      'lower-alpha': '正样本占的梯度超过负样本的两倍：减小 α 可使其均衡。',
    },
    line: '使正负样本各占梯度一半的 α',
    lineHeader: { gamma: 'γ', onLogits: '在这些 logits 上', atPrior: '所有得分等于正样本比例时' },
    counts: ({ alpha, positiveWeight }) =>
      `仅按数量计算（不考虑 γ）：α = ${numberText(alpha)}，pos_weight = ${numberText(positiveWeight)}。`,
    bias: ({ prior, minimum }) =>
      `最后一层的偏置：${numberText(prior)} 使所有得分从正样本比例开始，最初的步骤平稳；${numberText(minimum)} 是使该损失最小的常数。`,
    limits:
      '这是起点，不是最优值。带偏置的模型在某个损失下收敛后会使该损失均衡：在其训练数据上，它的 α 与 γ 总在这条线上。这条线说明 γ 改变时 α 应如何改变。',
    once: '类别权重、采样器与 α 的作用会相乘：只用其中一种。',
    classesTitle: ({ beta }) => `类别权重；每列之和等于类别数；β = ${numberText(beta)}`,
    classHeader: {
      name: '类别',
      count: '样本数',
      inverse: '倒数',
      inverseRoot: '平方根的倒数',
      effectiveNumber: '有效样本数',
    },
    betaTooSmall: ({ beta }) =>
      `β = ${numberText(beta)} 太小，没有作用：每个类别的样本都足以达到 1 / (1 − β) = ${numberText(1 / (1 - beta))}。`,
    empty: ({ names }) => `没有权重，因为以下类别没有样本：${beginning(names)}。请去掉这些类别或补充样本。`,
    ignored: ({ count }) => `忽略了 ${countText(count)} 个标签。`,
  },

  meaning: {
    title: ({ alpha, gamma }) =>
      `以${alpha === null ? '不使用 α' : ` α = ${numberText(alpha)}`}、γ = ${numberText(gamma)} 训练的模型，其得分的含义`,
    header: { score: '得分', probability: '概率' },
    cardTitle: '得分的含义',
    lead: ({ half, scoreOfHalf }) =>
      `在该损失的最优点，得分 0.5 表示 ${percentText(half)}，得分 ${numberText(scoreOfHalf)} 表示 50 %。`,
    softmax:
      '对 softmax 的焦点损失，类别的概率同样由得分得出，但没有单条曲线可以表示：所有类别的概率一起归一化。映射以代码给出。',
    heldOut: ({ errors: [error, errorAfter], logLosses: [loss, lossAfter], constant, temperature, platt }) =>
      `未拟合任何参数：校准误差 ${numberText(error)} → ${numberText(errorAfter)}，对数损失 ${numberText(loss)} → ${numberText(lossAfter)}（始终取 ${percentText(constant.prior)}：${numberText(constant.logLoss)}）。${platt === null ? '' : `Platt 缩放 ${numberText(platt)}。`}${temperature === null ? '' : `最佳温度 ${numberText(temperature)}。`}`,
    fullestBin: ({ share, bins }) =>
      `${percentText(share)} 的元素落在得分的 ${bins} 个等宽区间之一中。因此可靠性在对数几率上按等量分箱绘制。`,
    marks: '得分及其表示的概率',
    curve: {
      title: '从得分到概率',
      caption: '圆点是常用概率对应的得分。',
      map: '该损失的映射',
      asGiven: '将得分当作概率',
      mark: ({ score, probability }) => `${score} 表示 ${probability}`,
    },
    reliability: {
      title: '对数几率上的可靠性',
      caption:
        '等量分箱中正样本的比例随概率的变化。竖线是 95 % 的 Clopper-Pearson 区间；没有正样本的箱只有竖线。',
      series: '概率',
      elements: '元素',
      positives: '正样本比例',
      low: '95 % 从',
      high: '到',
    },
    changes: {
      title: '除损失外对类别所做的改变',
      positiveWeight: '正样本的权重',
      positiveWeightHint: 'pos_weight 或 scale_pos_weight；没有时为 1。',
      negativesPerKept: '每保留一个对应的负样本数',
      negativesPerKeptHint: 'r 个负样本中保留一个时为 r；全部保留时为 1。',
      training: '训练时的正样本比例',
      prevalence: '使用时的正样本比例',
      prevalenceHint: '模型将被使用之处的比例。在数据上的检验采用数据本身的比例。',
    },
    assumes:
      '焦点损失不是恰当损失，因此其得分不是概率。对处于该损失最优点的模型，这一映射是精确的，且不需要标签。',
    checkTitle: '映射在这些数据上的表现',
    checkHeader: { probabilities: '概率', error: '校准误差', logLoss: '对数损失', brier: 'Brier 分数' },
    rows: {
      scores: '原始得分',
      map: '映射，未拟合任何参数',
      constant: '始终取正样本比例',
      temperature: '最佳温度，在此拟合',
      platt: 'Platt 缩放，在此拟合',
    },
    verdicts: {
      identity: '没有 α 与 γ，无需还原：得分本应是概率。',
      agrees: '映射有效：对数损失的下降达到对这些标签的最佳拟合的十分之九以上。',
      improves:
        '映射有效，但对这些标签的拟合剩余更少：模型不完全处于该损失的最优点。请在留出数据上拟合 Platt 缩放。',
      'no-difference': '映射带来的差别在这些数据上看不出来。',
      worsens:
        '映射无效：模型不处于该损失的最优点，因为它过拟合，或者用其他损失训练。请在留出数据上拟合 Platt 缩放。',
    },
    noCheck: '无法在此文件上检验映射：需要 sigmoid、两侧都有的硬目标，以及介于 0 与 1 之间的单个 α。',
  },

  thresholds: {
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
      softmax: 'softmax 在各类别之间作决定，没有阈值。',
      'soft-targets': '软目标无所谓找到或漏掉：没有阈值。',
      'no-positives': '没有正样本：无法选择阈值。',
      'no-negatives': '没有负样本：无法选择阈值。',
    },
  },

  effect: {
    measured,
    cardTitle: '焦点损失在此改变什么',
    limits:
      '每种损失都使自己的值变小：值更小并不表示更好，表格不作排名。若易分负样本所占很少，调整类别权重、增加数据，或对掩码加入 Dice 项，可能比 γ 更有效。',
    figure: {
      title: '梯度由谁承担',
      caption: '正样本与易分负样本（p_t ≥ 0.9）在各损失梯度中所占的部分。',
      share: '梯度的比例',
      bar: ({ loss, part, share }) => `${loss}：${part} ${share}`,
    },
    easyNegatives: ({ elements, crossEntropy, own }) =>
      `易分负样本（p_t ≥ 0.9）占元素的 ${percentText(elements)}。它们占交叉熵梯度的 ${percentText(crossEntropy)}，占该损失梯度的 ${percentText(own)}。`,
    room: {
      little: '因此 γ 可去掉的很少：这里应调整类别权重或增加数据，而不是聚焦参数。',
      some: '这正是 γ 在此去掉的部分。',
    },
    ratio: ({ ratio, weight }) =>
      `在这些 logits 上，该损失的梯度是交叉熵的 ${percentText(ratio)}；loss_weight = ${numberText(weight)} 可使其同样大。对 SGD 而言，这相当于学习率。Adam 几乎不受影响，但梯度裁剪、权重衰减以及与其他损失的求和会受影响。`,
    title: '同一组 logits 上的各种损失；它们的值不能相互比较',
    header: {
      loss: '损失',
      value: '平均值',
      gradient: '平均 |梯度|',
      positives: '正样本',
      hardest: '最难的 1 %',
      easyNegatives: '易分负样本',
    },
    none: '没有可比较的内容：需要 sigmoid、两侧都有的硬目标，以及介于 0 与 1 之间的单个 α。',
  },
};
