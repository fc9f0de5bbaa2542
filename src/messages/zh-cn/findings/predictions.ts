import { countText } from '../../../format/count-text';
import { numberText } from '../../../format/number-text';
import { type predictionFindings as english, scaleOf } from '../../en/findings/predictions';
import { indexText } from '../../facts';
import type { Translated } from '../../sentence';
import { arrayText } from '../words';

export const predictionFindings: Translated<typeof english> = {
  'not-probabilities': {
    title: '不是概率的值',
    seen: ({ logits, elements, wrong, value, index, link }) =>
      link === 'softmax'
        ? `${arrayText(logits)} 的 ${countText(elements)} 行中有 ${countText(wrong)} 行之和为 0 或含有小于 0 的值；第一个这样的值是索引 ${indexText(index)} 处的 ${value}。这些行不计入任何求和。`
        : `${arrayText(logits)} 的 ${countText(elements)} 个值中有 ${countText(wrong)} 个在 [0, 1] 之外，第一个是索引 ${indexText(index)} 处的 ${value}。它们不计入任何求和。`,
    means: '其余的值都是概率，因此这些值没有写入，或在模型输出之后被改动过。',
    fix: '检查这些样本：从未写入的行、填充，或对空集取的平均。',
  },
  decisions: {
    title: '是判定结果而不是得分',
    seen: ({ logits, minimum, maximum }) =>
      `${arrayText(logits)} 含有表示类别的判定结果（${numberText(minimum)} 到 ${numberText(maximum)} 的整数），而不是得分。`,
    means: '判定结果不说明模型有多大把握：既没有损失，也没有校准，也无法选择阈值。',
    fix: '保存模型在 argmax 或阈值之前的输出：logits，或用 predict_proba 代替 predict。',
  },
  'softmax-over-examples': {
    title: 'softmax 用错了轴',
    seen: ({ logits }) =>
      `${arrayText(logits)} 中每个类别在所有样本上之和为 1，而每个样本在各类别上之和不为 1。`,
    means: '相互竞争的是同一批次中的样本而不是类别：每个预测都取决于批次中的其他样本。',
    fix: '在类别轴上应用 softmax：softmax(dim=-1)，对 (N, C, …) 用 dim=1；或把 logits 交给损失。',
  },
  'probabilities-as-logits': {
    title: '应为 logits，实为概率',
    seen: ({ logits, isChosen, link, minimum, maximum }) =>
      `${arrayText(logits)} ${isChosen ? '按 logits 处理' : '以 logits 命名'}，但所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内${link === 'softmax' ? '，且各类别之和为 1' : ''}：已经应用过 ${link}。`,
    means: ({ link }) =>
      link === 'sigmoid'
        ? '“with logits” 类的损失会再应用一次 sigmoid：所有 p 都落在 [0.5, 0.7311]，负样本无法学会，损失停留在 log 2 附近。'
        : '从 logits 计算的交叉熵会再应用一次 softmax：没有任何类别的概率能够变高，梯度极小。',
    fix: ({ link }) => `将 ${link} 之前的值传给损失：训练时从模型的最后一层移除 ${link}。`,
  },
  'logits-as-probabilities': {
    title: (facts) => {
      const scale = scaleOf(facts);
      return `应为概率，实为${scale === null ? ' logits' : scale === 100 ? '百分数' : ` 0 到 ${countText(scale)} 的得分`}`;
    },
    seen: ({ logits, isChosen, shownBy, scale, minimum, maximum }) => {
      const range = `值的范围是 ${numberText(minimum)}…${numberText(maximum)}`;
      if (shownBy === 'rows') {
        return `${arrayText(logits)} 的${range}，且在各类别上之和为 100。`;
      }
      return shownBy === 'targets'
        ? `${arrayText(logits)} 的${range}；把这些值当作${scale === 255 ? '以字节表示的概率' : '百分数'}时，目标值的似然远高于当作 logits 时，无论 logits 除以多少。`
        : `${arrayText(logits)} ${isChosen ? '按概率处理' : '以概率命名'}，但${range}。`;
    },
    means: (facts) =>
      scaleOf(facts) === null
        ? '以概率为输入的损失会对这些值取对数：小于 0 的得到 NaN，或者得到裁剪后没有梯度的常数（Keras 中 from_logits=False，即默认值）。'
        : '以概率为输入的损失会把大于 1 的值都裁剪成没有梯度的常数，以 logits 为输入的损失则把 30 以上的值都当成完全确定。',
    fix: (facts) => {
      const scale = scaleOf(facts);
      return scale === null
        ? '使用 “with logits” 类的损失（Keras 中 from_logits=True），或者先应用 sigmoid 或 softmax。'
        : `将这些值除以 ${scale}，或者保存相乘之前的概率。`;
    },
  },
  'log-probabilities-as-logits': {
    title: '应为 logits，实为对数概率',
    seen: ({ logits, minimum, maximum }) =>
      `${arrayText(logits)} 以对数概率命名，值的范围是 ${numberText(minimum)}…${numberText(maximum)}。`,
    means: '“with logits” 类的损失会对这些值应用 sigmoid：得不到大于 1/2 的概率，负例一直有损失。',
    fix: '保存 logits，或者保存概率：对这些值取 numpy.exp。',
  },
  'double-sigmoid': {
    title: '重复应用了 sigmoid',
    seen: ({ logits, minimum, maximum }) =>
      `${arrayText(logits)} 的所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内，处于 [0.5, 0.7311]，即概率再做 sigmoid 的取值范围。`,
    means: '模型永远无法判为负：p 不低于 0.5，负样本的损失降不下去，训练停滞在 log 2 附近。',
    fix: '只应用一次 sigmoid：交给 “with logits” 类的损失，或者使用以概率为输入的损失。',
  },
  'double-softmax': {
    title: '重复应用了 softmax',
    seen: ({ logits, minimum, maximum, classes, least, most }) =>
      `${arrayText(logits)} 的所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内；对 ${countText(classes)} 个类别的概率再做 softmax，取值范围是 ${numberText(least)}…${numberText(most)}。`,
    means: ({ most, leastLoss }) =>
      `任何类别的概率都不会超过 ${numberText(most)}：损失不可能低于 ${numberText(leastLoss)}，梯度极小。`,
    fix: '只应用一次 softmax：从 logits 计算的交叉熵已经包含它。',
  },
  'constant-output': {
    title: '输出恒定不变',
    seen: ({ logits, value, maximum, elements }) =>
      maximum === undefined
        ? `${arrayText(logits)} 的所有值都是 ${numberText(value)}（${countText(elements)} 个元素）。`
        : `${arrayText(logits)} 的每个类别在所有样本中的值都相同，从 ${numberText(value)} 到 ${numberText(maximum)}（${countText(elements)} 个元素）。`,
    means: '模型没有利用输入：某一层已失活、权重为 0，或者数组从未填充。',
    fix: '逐层检查激活值、检查初始化，并确认保存的数组确实是模型的输出。',
  },
  'float16-overflow': {
    title: ({ isHalf }) => (isHalf ? 'float16 已上溢' : 'logits 超出 float16 的范围'),
    seen: ({ logits, values }) =>
      `${arrayText(logits)} 中有 ${countText(values)} 个值达到或超过 65,504，即 float16 能表示的最大数。`,
    means: ({ isHalf }) =>
      isHalf
        ? '更大的值已变为 Infinity，其损失为 NaN。'
        : '在混合精度下，这些值会变为 Infinity，其损失为 NaN。',
    fix: '用 float32 计算损失（logits.float()），并放在 autocast 之外。',
  },
};
