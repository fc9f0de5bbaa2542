import { countText } from '../../../format/count-text';
import { numberText, numeralText } from '../../../format/number-text';
import type {
  givenValueFindings as english,
  GivenLoss,
  LossDisagreesFacts,
  Parameters,
} from '../../en/findings/given-values';
import { explanationFix, explanationTitle } from '../../explanation';
import { indexText, type NamedArray } from '../../facts';
import type { Translated } from '../../sentence';
import { explanations } from '../explanations';
import { losses } from '../losses';
import { paragraph } from '../paragraph';
import { alphaText, arrayText } from '../words';

export const givenValueFindings: Translated<typeof english> = {
  'loss-disagrees': {
    title: '给定的损失与此焦点损失不符',
    seen: ({ loss, parameters, given, explained }) => {
      const is = givenText(loss, parameters, given);
      return explained === null ? is : `${is}给定的损失是${explainedText(explained)}。`;
    },
    means: ({ explained }) =>
      explained === null
        ? '训练最小化的是别的损失：参数不同、α 用在另一类、用 p 代替了 p_t、概率裁剪过早，或者权重不在文件中。'
        : '训练最小化的是那个损失，而不是此损失。',
    fix: ({ parameters, explained }) =>
      explained !== null && 'named' in explained
        ? explanationFix({ explanations, paragraph }, explained.named)
        : `将 α 和 γ 设为训练所用的值（此处为 ${parametersText(parameters)}）。如果二者无误，请将代码与 FL = −α_t (1 − p_t)^γ log p_t 对照。`,
  },
  'gradient-disagrees': {
    title: '给定的梯度与此焦点损失不符',
    seen: ({ gradient, parameters, cosine }) =>
      cosine === null
        ? `${arrayText(gradient)} 处处为 0。`
        : `${arrayText(gradient)} 与 ${parametersText(parameters)} 时的 dFL/dx 的余弦为 ${numberText(cosine)}；无论采用哪种归约，一致时都应为 1。`,
    means:
      '产生该梯度的损失公式或参数不同：α 用在另一类、用 p 代替了 p_t、调制因子被 detach，或者梯度经过裁剪。',
    fix: '将 α 和 γ 设为训练所用的值。如果二者无误，请将代码与 dFL/dx = (2y − 1) α_t (1 − p_t)^γ (γ p_t log p_t + p_t − 1) 对照。',
  },
  'cross-check-disagrees': {
    title: '另一种计算得出不同的损失',
    seen: ({ by, what, index, formula, other }) =>
      `${indexText(index)} 处的${what === 'loss' ? '损失' : '梯度'}在此为 ${numberText(formula)}，而由${by === 'finiteDifferences' ? '有限差分' : ` ${by} `}得到 ${numberText(other)}。`,
    means: '差异大于计算的舍入误差。两种计算中有一种在该处有误，因此此报告中的数值也可能有误。',
    fix: '请手工计算该索引处的 logits 与目标值并加以比较，并附上两个数值报告此差异。',
  },
};

function parametersText({ alpha, gamma }: Parameters): string {
  return `α = ${alphaText(alpha)}、γ = ${gamma}`;
}

function givenText(loss: NamedArray, parameters: Parameters, given: GivenLoss): string {
  if (given.kind === 'single') {
    return given.value === null
      ? `${arrayText(loss)} 是 NaN 或无穷。`
      : `${arrayText(loss)} 是 ${numberText(given.value)}。它既不是 ${parametersText(parameters)} 时焦点损失的总和，也不是按正样本数、按全部元素或按有效元素的平均值。`;
  }
  const { different, compared, first, largestDifference } = given;
  const place =
    first === null
      ? ''
      : `，第一个位于 ${indexText(first.index)}：给定 ${numeralText(first.given)}，应为 ${numberText(first.expected)}`;
  return `${arrayText(loss)} 的 ${countText(compared)} 个损失中，有 ${countText(different)} 个与 ${parametersText(parameters)} 时的焦点损失不同${place}。最大差异为 ${numberText(largestDifference)}。`;
}

function explainedText(explained: NonNullable<LossDisagreesFacts['explained']>): string {
  if ('named' in explained) {
    return `：${explanationTitle({ explanations }, explained.named)}`;
  }
  return 'variant' in explained ? losses.variants[explained.variant] : losses.reduced(explained);
}
