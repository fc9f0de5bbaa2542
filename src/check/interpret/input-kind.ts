import type { Reason } from '../../messages/reason';
import type { InputKind } from '../report/report';
import type { InterpretationChoices } from './choices';
import type { Observations } from './observations';

/** σ(1), the largest sigmoid of a probability, rounded up. */
const MOST_OF_DOUBLE_SIGMOID = 0.7312;

export interface InputDecision {
  readonly input: InputKind;
  readonly why: Reason;
}

/**
 * Decides between logits and probabilities by the range of the values.
 * @param rowsAddUp for softmax: true if the rows sum to one; null without rows
 */
export function inputKindOf(
  values: Observations,
  rowsAddUp: boolean | null,
  choices: InterpretationChoices,
): InputDecision {
  if (choices.input === 'squashed-twice') {
    const link = rowsAddUp === null ? 'sigmoid' : 'softmax';
    return { input: choices.input, why: { id: 'squashed-twice-chosen', facts: { link } } };
  }
  if (choices.input !== undefined) {
    return { input: choices.input, why: { id: 'input-chosen', facts: { input: choices.input } } };
  }
  if (values.finite === 0) {
    return { input: 'logits', why: { id: 'no-finite-value', facts: {} } };
  }
  const { minimum, maximum } = values;
  const range = { minimum, maximum };
  if (minimum < 0 || maximum > 1) {
    return { input: 'logits', why: { id: 'values-beyond-probabilities', facts: range } };
  }
  if (minimum === maximum) {
    return { input: 'logits', why: { id: 'constant-values', facts: { value: minimum } } };
  }
  if (rowsAddUp === false) {
    return { input: 'logits', why: { id: 'values-do-not-add-up', facts: range } };
  }
  if (rowsAddUp === null && minimum >= 0.5 && maximum <= MOST_OF_DOUBLE_SIGMOID) {
    return { input: 'probabilities', why: { id: 'values-like-double-sigmoid', facts: range } };
  }
  return {
    input: 'probabilities',
    why: { id: 'values-are-probabilities', facts: { ...range, sumToOne: rowsAddUp === true } },
  };
}
