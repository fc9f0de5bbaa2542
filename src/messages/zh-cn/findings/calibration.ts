import { numberText, percentText } from '../../../format/number-text';
import type { CalibrationFacts, calibrationFindings as english } from '../../en/findings/calibration';
import { reasonText } from '../../reason';
import type { Translated } from '../../sentence';
import { reasons } from '../reasons';

export const calibrationFindings: Translated<typeof english> = {
  'over-confidence': {
    title: '概率过度自信',
    seen: calibrationSeen,
    means: '分数为 0.9 时，正确的次数不到十分之九：阈值和分数的平均值都会误导。',
    fix: ({ mendedBy }) =>
      `${mendedBy === null ? '' : `训练后将 logits 除以 ${numberText(mendedBy)}（在留出数据上拟合），或者`}使用焦点损失或标签平滑训练，二者都能减轻过度自信。`,
  },
  'under-confidence': {
    title: '概率自信不足',
    seen: calibrationSeen,
    means: '样本一旦分对，焦点损失便不再推动它，因此分数低于实际结果所支持的水平。排序不受影响。',
    fix: ({ mendedBy }) =>
      mendedBy === null
        ? '如果要把分数当作概率，请在训练后用留出数据校准。'
        : `如果要把分数当作概率，请在训练后将 logits 除以 ${numberText(mendedBy)}（在留出数据上拟合）。`,
  },
  'biased-probabilities': {
    title: '概率偏向一侧',
    seen: ({ mean, prior, error }) =>
      `概率的平均值是 ${numberText(mean)}，而正样本占元素的 ${percentText(prior)}。期望校准误差为 ${percentText(error)}。温度对两侧的缩放相同，无法纠正这种偏差。`,
    means:
      '最后一层的偏置发生了偏移，远离 0.5 的 α、类别采样或与训练不同的数据都会如此；也可能是数组的含义与此处的理解不同。排序不受影响。',
    fix: '如果要把分数当作概率，请在留出数据上拟合 σ(a·x + b)（Platt 缩放），它也会移动偏置。',
  },
  'focal-scores': {
    title: '焦点损失的得分不是概率',
    seen: ({ alpha, gamma, error, mappedError, logLoss, mappedLogLoss }) =>
      `期望校准误差为 ${percentText(error)}。${alpha === null ? '不使用 α' : `α = ${numberText(alpha)}`}、γ = ${numberText(gamma)} 的焦点损失的映射未拟合任何参数，便使其降到 ${percentText(mappedError)}，对数损失从 ${numberText(logLoss)} 降到 ${numberText(mappedLogLoss)}。`,
    means: ({ halfMeans }) =>
      `模型做到了损失所要求的：焦点损失不是恰当损失，得分 0.5 对应的概率是 ${percentText(halfMeans)}。标签证实了这一点。而 α 与 γ 使梯度均衡并不能说明什么：收敛的模型总会使其损失均衡，无论是哪种损失。`,
    fix: '无需纠正。请为这些得分选择阈值，而不是用 0.5；需要概率时，请映射得分：focal-loss meaning 给出映射。',
  },
};

function calibrationSeen(facts: CalibrationFacts): string {
  const { error, scaled, withoutTemperature, withoutTemperatureFacts } = facts;
  const found = `期望校准误差为 ${percentText(error)}`;
  if (scaled !== null) {
    return `${found}；最佳温度为 ${numberText(scaled.temperature)}，缩放后误差为 ${percentText(scaled.error)}。`;
  }
  return withoutTemperature === null
    ? `${found}。`
    : `${found}。${reasonText(reasons, withoutTemperatureFacts, withoutTemperature)}`;
}
