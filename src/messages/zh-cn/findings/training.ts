import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import type { trainingFindings as english } from '../../en/findings/training';
import { indexText } from '../../facts';
import type { Translated } from '../../sentence';
import { arrayText } from '../words';

export const trainingFindings: Translated<typeof english> = {
  'no-positives': {
    title: '没有任何正样本',
    seen: ({ negatives }) => `全部 ${countText(negatives)} 个元素都是负样本。`,
    means: '除以正样本数后，损失为无穷或 NaN；而且这里没有任何数据能教会模型什么是目标。',
    fix: '除以 max(1, 正样本数)。检查锚框与标注框的匹配、类别索引，以及这一批次是否含有目标。',
  },
  'positives-without-weight': {
    title: '权重或掩码排除了所有正样本',
    seen: ({ arrays, positives }) =>
      `${arrays.map(arrayText).join('、')} 在全部 ${countText(positives)} 个正样本上都为 0。`,
    means: '损失只看到负样本：模型会学成处处判为“无”。',
    fix: '检查掩码是否取反，以及是否与目标值对齐。',
  },
  'prior-bias-missing': {
    title: '缺少先验概率初始化',
    seen: ({ undecidedShare, prior }) =>
      `${percentText(undecidedShare)} 的元素的 p 在 1/3 与 2/3 之间，但正样本只占 ${percentText(prior)}。`,
    means: '每个负样本一开始的损失都很大：其总和淹没正样本，最初几步不稳定（Lin et al. 2017，第 3.3 节）。',
    fix: ({ prior, bias, lossConstant = null, paperPrior, paperBias }) =>
      `要使最初几步平稳，将最后一层的偏置初始化为 −log((1 − π) / π)：对此数据的 π = ${numberText(prior)} 为 ${numberText(bias)}，对论文的 ${paperPrior} 为 ${numberText(paperBias)}。${lossConstant === null ? '' : `使该损失最小的常数是 ${numberText(lossConstant)}。`}`,
  },
  'alpha-on-wrong-side': {
    title: 'α 加在了不平衡的错误一侧',
    seen: ({ rare, share, gradientShare, alpha }) =>
      `${SIDES[rare]}占元素的 ${percentText(share)}，只贡献 ${percentText(gradientShare)} 的梯度，而 α = ${alpha} 却给它们较小的权重。`,
    means:
      'α 乘正样本，1 − α 乘负样本。正样本稀少时，只有当 γ 已经把负样本的损失压低，较小的 α 才合适，例如论文中的 α = 0.25、γ = 2；此处并非如此。',
    fix: ({ rare }) =>
      rare === 'positives'
        ? '将 α 提高到 0.5 以上（论文：γ = 0 时为 0.75），或者增大 γ。检查代码是否把 α 给了负样本。'
        : '将 α 降到 0.5 以下。检查代码把哪个类别当作正类。',
  },
  'gamma-too-small': {
    title: 'γ 过小，易分负样本占据了大部分损失',
    seen: ({ positives, negatives, threshold, focalShare, crossEntropyShare, gamma }) =>
      `有 ${countText(positives)} 个正样本和 ${countText(negatives)} 个 p_t ≥ ${threshold} 的负样本；当 γ = ${gamma} 时，这些负样本占焦点损失的 ${percentText(focalShare)}${crossEntropyShare === null ? '' : `（占交叉熵的 ${percentText(crossEntropyShare)}）`}。`,
    means: '损失的大部分在教模型已经学会的东西，正样本被数量压倒。',
    fix: '增大 γ（论文中最佳为 2，直到 5 都有效），或者检查模型是否用先验概率初始化了偏置。',
  },
  'gamma-too-large': {
    title: 'γ 过大，几乎没有样本在起作用',
    seen: ({ gamma, positives, carriers, carriersWithoutGamma }) =>
      `当 γ = ${gamma} 时，${countText(positives)} 个正样本中的 ${percentText(carriers)} 占其梯度的 90 %；交叉熵下为 ${percentText(carriersWithoutGamma)}。`,
    means: '模型只跟随少数最差的样本，而它们往往是标注错误的样本。',
    fix: ({ gamma }) =>
      `先按索引查看最难的样本：其中的错误标签会占去大部分梯度。如果标签无误，请减小 γ${gamma > 1 ? '，取 0.5 到 1 之间' : ''}。`,
  },
  'saturated-logits': {
    title: 'logits 饱和',
    seen: ({ saturated, wrong, values, minimum, maximum }) => {
      const contradicted = wrong > 0 ? `其中有 ${countText(wrong)} 个与目标值相反。` : '';
      return `${countText(values)} 个 logits 中有 ${countText(saturated)} 个（${percentText(saturated / values)}）超出 ±30；值的范围是 ${numberText(minimum)}…${numberText(maximum)}。${contradicted}`;
    },
    means: ({ link, wrong }) => {
      if (wrong > 0) {
        return link === 'softmax'
          ? '此处 softmax 在 float32 下为 0：每个的代价等于 logits 的差距，而直接写出的 log(softmax(x)) 为 −Infinity。'
          : '此处 σ(x) 在 float32 下为 0 或 1：每个的代价为 |x|，而直接写出的 log(σ(x)) 为 −Infinity。';
      }
      return '它们都在正确的一侧：损失在 float32 下为 0，不留下梯度，这本身无害。';
    },
    fix: ({ wrong }) =>
      wrong > 0
        ? '检查是否学习率发散、缺少归一化，或标签与数据矛盾；并从 logits 计算损失（logsigmoid、log_softmax）。'
        : '从 logits 计算损失（logsigmoid、log_softmax），这样对任何大小都成立。',
  },
  'dead-channel': {
    title: ({ count }) => `${countText(count)} 个失活通道`,
    seen: ({ logits, channels, count }) =>
      `${arrayText(logits)} 的通道 ${channels.join('、')}${count > channels.length ? ' 等' : ''}处处取同一个值，而其他通道在变化。`,
    means: '这些类别对每个样本给出相同的结果，只能通过偏置学习。',
    fix: '检查最后一层中这些类别的权重、之前失活的 ReLU，以及训练数据中是否出现这些类别。',
  },
  'absent-class': {
    title: ({ count }) => `${countText(count)} 个类别从未出现`,
    seen: ({ classes, count, elements }) =>
      classes === 'negatives'
        ? `${countText(elements)} 个元素中没有负样本。`
        : `${countText(elements)} 个元素中没有目标值为类别 ${classes.join('、')}${count > classes.length ? ' 等' : ''}的元素。`,
    means: '损失在每个样本上都压低该类别的输出；这样的批次多了，模型就会遗忘它。它的类别权重也没有定义。',
    fix: '检查标签映射（差一错误、多出的背景类），并在采样时让每个类别都出现。',
  },
  'soft-targets': {
    title: '目标是软目标，而损失假定硬目标',
    seen: ({ targets }) => `${arrayText(targets)} 含有 0 与 1 之间的值。`,
    means:
      '论文只为目标值 0 和 1 定义 p_t 与 α_t。以 target == 1 分支的代码会把软正样本当作负样本；按索引取值的代码会把它取整为类别 0。',
    fix: '使用插值的实现：p_t = p·y + (1 − p)(1 − y)，α_t = α·y + (1 − α)(1 − y)，torchvision.ops.sigmoid_focal_loss 和本报告都是如此；或者使用 Quality Focal Loss。',
  },
  'label-noise': {
    title: '疑似错误标注的难例',
    seen: ({ suspects, threshold }) =>
      `模型对约九成的样本判断正确，但与下列标签矛盾：${suspects
        .map(
          ({ side, contradicted, total, hardest }) =>
            `${countText(contradicted)} 个${SIDES[side]}（${percentText(contradicted / total)}）的 p_t < ${threshold}，最难的位于 ${hardest.map(hardText).join('、')}`,
        )
        .join('；')}。`,
    means: '焦点损失恰恰给这些样本最大的权重：如果标签有误，模型就会学到错误。',
    fix: '按索引查看它们。如果标注有误，请修正或排除；如果数量很多，请减小 γ。',
  },
};

const SIDES = { positives: '正样本', negatives: '负样本' };

function hardText({
  index,
  targetProbability,
}: {
  index: readonly number[];
  targetProbability: number;
}): string {
  return `${indexText(index)}（p_t = ${targetProbability.toExponential(1)}）`;
}
