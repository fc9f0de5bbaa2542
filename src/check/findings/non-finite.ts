import { countText } from '../../format/count-text';
import { countedVerb } from '../../format/number-text';
import { type FindingRule, indexText, nameOf } from './evidence';

/** NaN or Infinity among logits, targets or weights. */
export const nonFinite: FindingRule = (evidence) => {
  const { counts, statistics } = evidence;
  if (counts.nonFinite === 0) {
    return null;
  }
  const { firstNonFiniteLogit: logit, firstNonFiniteTarget: target } = statistics.leftOut;
  const { notANumber, positiveInfinity, negativeInfinity } = statistics.values;
  const kinds = [
    notANumber > 0 ? `${countText(notANumber)} NaN` : null,
    positiveInfinity > 0 ? `${countText(positiveInfinity)} +Infinity` : null,
    negativeInfinity > 0 ? `${countText(negativeInfinity)} −Infinity` : null,
  ].filter((kind) => kind !== null);
  const seen = [
    kinds.length > 0 ? `${nameOf(evidence, 'logits')} holds ${kinds.join(', ')}` : null,
    logit === null ? null : `The first bad logit is ${logit.value} at index ${indexText(logit.index)}`,
    target === null
      ? null
      : `The first bad target in ${nameOf(evidence, 'targets')} is ${target.value}, beside logit ${indexText(target.index)}`,
  ].filter((part) => part !== null);
  const leftOut = `${countedVerb(counts.nonFinite, 'element', ['was', 'were'])} left out of every sum, of ${countText(counts.elements)}.`;
  return {
    id: 'non-finite',
    severity: 'error',
    title: 'NaN or infinite values',
    seen: seen.length > 0 ? `${seen.join('. ')}. ${leftOut}` : leftOut,
    means:
      'In training the loss and every gradient of this batch are NaN, and after one step so are the weights.',
    fix: 'Find the step that made them: torch.autograd.set_detect_anomaly(True), a lower learning rate, gradient clipping, or float32 instead of float16 for the loss.',
  };
};
