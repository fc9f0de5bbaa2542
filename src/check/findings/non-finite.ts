import { indexOfValue } from '../layout';
import { type FindingRule, grouped, indexText, nameOf, shapeOf } from './evidence';

/** NaN or Infinity among logits or targets. */
export const nonFinite: FindingRule = (evidence) => {
  const { statistics, counts, interpreted } = evidence;
  const { firstNonFiniteLogit, firstNonFiniteTarget } = statistics.leftOut;
  if (counts.nonFinite === 0) return null;
  const { notANumber, positiveInfinity, negativeInfinity } = statistics.values;
  const shape = shapeOf(evidence, 'logits');
  const at = (row: number, channel: number) =>
    indexText(indexOfValue(shape, interpreted.layout, row, channel));
  const kinds = [
    notANumber > 0 ? `${grouped(notANumber)} NaN` : null,
    positiveInfinity > 0 ? `${grouped(positiveInfinity)} +Infinity` : null,
    negativeInfinity > 0 ? `${grouped(negativeInfinity)} −Infinity` : null,
  ].filter((kind) => kind !== null);
  const seen = [
    kinds.length > 0 ? `${nameOf(evidence, 'logits')} holds ${kinds.join(', ')}` : null,
    firstNonFiniteLogit === null
      ? null
      : `the first bad logit is ${firstNonFiniteLogit.value} at index ${at(firstNonFiniteLogit.row, firstNonFiniteLogit.channel)}`,
    firstNonFiniteTarget === null
      ? null
      : `the first bad target (${nameOf(evidence, 'targets')}) is ${firstNonFiniteTarget.value} beside logit ${at(firstNonFiniteTarget.row, firstNonFiniteTarget.channel)}`,
  ].filter((part) => part !== null);
  return {
    id: 'non-finite',
    severity: 'error',
    title: 'NaN or infinite values',
    seen: `${seen.join('; ')}. ${grouped(counts.nonFinite)} of ${grouped(counts.elements)} elements were left out of every sum.`,
    means:
      'In training the loss and every gradient of this batch are NaN, and after one step so are the weights.',
    fix: 'Find the step that made them: torch.autograd.set_detect_anomaly(True), a lower learning rate, gradient clipping, or float32 instead of float16 for the loss.',
  };
};
