import { notUnderstoodText } from '../../code/verdict/words';
import { numberText } from '../../format/number-text';
import { indexText } from '../../messages/facts';
import type { Messages } from '../../messages/messages';
import type { ComputedLoss, Evaluation, LossDifference } from '../report/report';
import type { Section, Table } from './section';

/** A loss of the code on the tensors of a report, beside the formula. */
export function evaluationSection(code: Evaluation, messages: Messages): Section {
  const says = messages.evaluation;
  const { outcome } = code;
  return {
    title: says.title({ name: code.name, place: says.place(code) }),
    paragraphs: [
      outcomeText(code, messages),
      ...(outcome.kind === 'notUnderstood' ? [] : [says.withSettings(code.settings)]),
      ...givenTexts(code, messages),
      ...(code.sample === null ? [] : [says.sampled(code.sample)]),
      ...(code.isWeighted && outcome.kind === 'computed' ? [says.withoutWeights] : []),
    ],
    ...(outcome.kind === 'computed' ? { table: tableOf(outcome, messages) } : {}),
  };
}

function outcomeText({ outcome }: Evaluation, messages: Messages): string {
  const says = messages.evaluation;
  switch (outcome.kind) {
    case 'raised':
      return says.raises(says.exception(outcome));
    case 'notUnderstood':
      return says.notUnderstood(notUnderstoodText(messages, outcome));
    case 'computed':
      return comparisonText(outcome.comparison, messages);
  }
}

function comparisonText(found: ComputedLoss['comparison'], { evaluation }: Messages): string {
  const says = evaluation.comparison;
  switch (found.kind) {
    case 'agrees':
    case 'differs':
      return says[found.kind];
    case 'scaled':
      return Math.abs(found.factor - 1) < 1e-3 ? says.scaledValue : says.scaled(found);
    case 'sides':
      return says.sides(found);
    case 'otherAlpha':
      return says.otherAlpha[found.alpha];
    case 'notFinite':
      return says.notFinite({ count: found.count, index: indexText(found.index) });
    case 'noGradient':
      return says.noGradient(found);
    case 'otherLink':
      return says.otherLink({ isSoftmax: found.code === 'softmax' });
  }
}

/** In which form it was given the tensors, where that is not how they are stored. */
function givenTexts({ tensors, predictions }: Evaluation, { evaluation: says }: Messages): string[] {
  const ofPredictions =
    predictions === 'asStored' ? [] : [predictions === 'logits' ? says.givenLogits : says.givenProbabilities];
  if (tensors === null || tensors.isAsStored) {
    return ofPredictions;
  }
  const { exception } = tensors;
  const why = exception === null ? says.growsAsStored : says.raisesAsStored(says.exception(exception));
  return [...ofPredictions, why, says.givenInstead(tensors)];
}

function tableOf(outcome: ComputedLoss, messages: Messages): Table {
  const { evaluation: says, losses } = messages;
  const { header } = says;
  const { gradient, formula, elements, valueDifference } = outcome;
  const value = elements > 1 ? says.sumOf(elements) : says.value(losses.reductions[formula.reduction]);
  const row = (label: string, ofCode: number | null, ofFormula: number | null): string[] => {
    const apart = ofCode === null || ofFormula === null ? null : Math.abs(ofCode - ofFormula);
    return [label, numberText(ofCode), numberText(ofFormula), numberText(apart)];
  };
  const differing = (found: LossDifference | null, label: (index: string) => string): string[][] =>
    found === null ? [] : [row(label(indexText(found.index)), found.code, found.formula)];
  const ofValue = row(value, outcome.value, formula.value);
  return {
    header: [header.quantity, header.code, header.formula, header.difference],
    rows: [
      outcome.value === null ? ofValue.with(1, outcome.valueText) : ofValue,
      ...(gradient === null ? [] : [row(says.gradientNorm, gradient.norm, gradient.formulaNorm)]),
      ...differing(gradient?.difference ?? null, says.gradientAt),
      ...differing(valueDifference, says.lossAt),
    ],
  };
}
