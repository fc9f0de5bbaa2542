import type { Reason } from '../../messages/reason';
import type { InputKind } from '../report/report';
import type { InterpretationChoices } from './choices';
import type { Observations } from './observations';
import { areLogProbabilities, arePercentages, areProbabilities, type RowEvidence } from './row-evidence';

/** σ(1), the largest sigmoid of a probability, rounded up. */
const MOST_OF_DOUBLE_SIGMOID = 0.7312;
/**
 * Least share of values in [0, 1] at which the others are exceptions; the lower one holds where the name says so too.
 */
const NEARLY_ALL = 0.99;
const MOST = 0.9;

export interface InputDecision {
  readonly input: InputKind;
  /** The values are those of a sigmoid for each class, though the targets alone would mean a softmax. */
  readonly isSigmoid?: boolean;
  readonly why: Reason;
}

/**
 * Logits or probabilities, by what most values or rows are, and by the array's name where that is not enough.
 * @param rows evidence along the class axis of a softmax; null for a sigmoid
 */
export function inputKindOf(
  name: string,
  values: Observations,
  rows: RowEvidence | null,
  choices: InterpretationChoices,
): InputDecision {
  if (choices.input === 'squashed-twice') {
    const link = rows === null ? 'sigmoid' : 'softmax';
    return { input: choices.input, why: { id: 'squashed-twice-chosen', facts: { link } } };
  }
  if (choices.input !== undefined) {
    return { input: choices.input, why: { id: 'input-chosen', facts: { input: choices.input } } };
  }
  if (values.finite === 0) {
    return { input: 'logits', why: { id: 'no-finite-value', facts: {} } };
  }
  const { minimum, maximum } = values;
  if (minimum === maximum && minimum >= 0 && maximum <= 1 && (rows === null || !areProbabilities(rows))) {
    return { input: 'logits', why: { id: 'constant-values', facts: { value: minimum } } };
  }
  return rows === null ? ofElements(name, values) : ofRows(name, values, rows, choices);
}

function ofElements(name: string, values: Observations): InputDecision {
  const { minimum, maximum, inside: share } = values;
  const range = { minimum, maximum };
  if (minimum >= 0 && maximum <= 1) {
    const isSquashedTwice = minimum >= 0.5 && maximum <= MOST_OF_DOUBLE_SIGMOID;
    return {
      input: 'probabilities',
      why: isSquashedTwice
        ? { id: 'values-like-double-sigmoid', facts: range }
        : { id: 'values-are-probabilities', facts: { ...range, sumToOne: false } },
    };
  }
  if (share >= NEARLY_ALL || (share >= MOST && /prob|sigmoid/i.test(name))) {
    return {
      input: 'probabilities',
      why: { id: 'most-values-are-probabilities', facts: { ...range, share } },
    };
  }
  return { input: 'logits', why: { id: 'values-beyond-probabilities', facts: range } };
}

function ofRows(
  name: string,
  values: Observations,
  rows: RowEvidence,
  choices: InterpretationChoices,
): InputDecision {
  const { minimum, maximum, inside } = values;
  const range = { minimum, maximum };
  if (areProbabilities(rows)) {
    const why: Reason =
      rows.summing === rows.rows
        ? { id: 'values-are-probabilities', facts: { ...range, sumToOne: true } }
        : { id: 'most-rows-are-probabilities', facts: { rows: rows.rows, summing: rows.summing } };
    return { input: 'probabilities', why };
  }
  if (areLogProbabilities(rows)) {
    return { input: 'logits', why: { id: 'values-are-log-probabilities', facts: { rows: rows.logSumming } } };
  }
  if (arePercentages(rows)) {
    return { input: 'logits', why: { id: 'values-are-percentages', facts: { rows: rows.summingToHundred } } };
  }
  if (inside < NEARLY_ALL) {
    return { input: 'logits', why: { id: 'values-beyond-probabilities', facts: range } };
  }
  if (rows.columnsSum) {
    return { input: 'probabilities', why: { id: 'softmax-over-examples', facts: {} } };
  }
  if (/logit/i.test(name) || choices.link === 'softmax') {
    return { input: 'logits', why: { id: 'values-do-not-add-up', facts: range } };
  }
  return { input: 'probabilities', isSigmoid: true, why: { id: 'values-are-class-scores', facts: range } };
}
