import { numberText } from '../../format/number-text';
import type { InputKind } from '../report/report';
import { CHOSEN, type InterpretationChoices } from './choices';
import type { Observations } from './observations';

/** σ(1), the largest sigmoid of a probability, rounded up. */
const MOST_OF_DOUBLE_SIGMOID = 0.7312;

export interface InputDecision {
  readonly input: InputKind;
  readonly why: string;
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
    return {
      input: choices.input,
      why: `The values are a ${rowsAddUp === null ? 'sigmoid' : 'softmax'} of probabilities, ${CHOSEN}: they are taken for the logits before both.`,
    };
  }
  if (choices.input !== undefined) {
    return { input: choices.input, why: `The values are ${choices.input}, ${CHOSEN}.` };
  }
  if (values.finite === 0) {
    return { input: 'logits', why: 'No value is finite; they are taken for logits.' };
  }
  const span = `Values span ${numberText(values.minimum)}…${numberText(values.maximum)}`;
  if (values.minimum < 0 || values.maximum > 1) {
    return { input: 'logits', why: `${span}, so logits.` };
  }
  if (values.minimum === values.maximum) {
    return {
      input: 'logits',
      why: `Every value is ${numberText(values.minimum)}, which says nothing; they are taken for logits.`,
    };
  }
  if (rowsAddUp === false) {
    return { input: 'logits', why: `${span}, but they do not sum to one over the classes, so logits.` };
  }
  if (rowsAddUp === null && values.minimum >= 0.5 && values.maximum <= MOST_OF_DOUBLE_SIGMOID) {
    return {
      input: 'probabilities',
      why: `${span}, so probabilities, but none below 0.5: as if they had been squashed twice.`,
    };
  }
  return {
    input: 'probabilities',
    why: `${span}${rowsAddUp === true ? ' and sum to one over the classes' : ''}, so probabilities.`,
  };
}
