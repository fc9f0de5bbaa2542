import * as v from 'valibot';
import { ELEMENT_QUANTITIES, FACTOR_IDS, WEIGHTS_ROLES } from '../explain/candidate';
import { ARITHMETICS } from '../explain/half-precision';
import { REDUCTION_IDS } from '../explain/reductions';
import { count, described, optionalNumber } from './primitives';

/** The facts of the sentences of an explanation. */
const explanationFactsSchema = v.object({
  id: v.string(),
  gamma: v.number(),
  role: described(v.picklist(WEIGHTS_ROLES), 'What α multiplies, or what the weights come from.'),
  alpha: optionalNumber,
  reduction: v.picklist(REDUCTION_IDS),
  batch: described(v.nullable(count), 'Examples in a batch, where the reduction is by batches.'),
  factor: described(
    v.nullable(v.object({ id: v.picklist(FACTOR_IDS), value: v.number() })),
    'What the loss is multiplied by; null if by nothing.',
  ),
  arithmetic: v.exactOptional(
    described(
      v.picklist(ARITHMETICS),
      'The type in which the loss was computed; absent for float32 and float64.',
    ),
  ),
  libraries: v.exactOptional(
    described(v.array(v.string()), 'Functions of libraries that compute it with these parameters.'),
  ),
  quantity: v.exactOptional(
    described(v.picklist(ELEMENT_QUANTITIES), 'What an array holds of each element; absent for one number.'),
  ),
  scale: v.exactOptional(
    described(
      v.number(),
      'A factor of the values of an array that no reduction has; absent if there is none.',
    ),
  ),
  hasParametersOfReport: v.exactOptional(described(v.boolean(), 'True if α and γ are those of the report.')),
});

export const explanationSchema = v.object({
  /** The convention or the mistake: an id of the variants, or of docs/explain.md. */
  id: v.string(),
  title: v.string(),
  /** Its value on these data. */
  value: v.number(),
  /** The lines that cause it. */
  code: v.string(),
  fix: v.string(),
  facts: v.exactOptional(explanationFactsSchema),
});

/** A loss value that the training printed, beside what was tried to explain it. */
export const printedLossSchema = v.object({
  text: described(v.string(), 'As it was given.'),
  value: v.number(),
  digits: count,
  tried: described(count, 'Losses that were compared with it.'),
  agreeing: described(count, 'How many of them agree to the given digits.'),
  isComplete: described(
    v.boolean(),
    'False where the data were not read a second time, so that only losses that follow from the histograms were compared.',
  ),
  possible: described(
    v.array(explanationSchema),
    'Losses that agree to the given digits, where as many agree with any number by chance.',
  ),
  hints: v.exactOptional(
    described(
      v.array(
        v.object({
          parameter: v.picklist(['alpha', 'gamma']),
          value: v.number(),
          reduction: v.picklist(REDUCTION_IDS),
        }),
      ),
      'Where nothing agrees: an α or γ that gives the value, with the other parameter of the report: a hint, since nearly any value has one.',
    ),
  ),
  nearest: described(
    v.array(v.object({ ...explanationSchema.entries, ratio: v.number() })),
    'Usual losses that do not agree, with the ratio of the printed value to them.',
  ),
});

/** An array with one value an element, beside what was tried to explain it. */
export const explainedArraySchema = v.object({
  file: v.string(),
  array: v.string(),
  compared: described(count, 'Elements that were compared: those with a loss and a finite value.'),
  matches: described(
    v.array(
      v.object({
        ...explanationSchema.entries,
        largestDifference: described(v.number(), 'The largest difference between the array and this loss.'),
      }),
    ),
    'Losses that give every element, the likeliest first; `explanations` has them too.',
  ),
  nearest: described(
    v.array(
      v.object({
        ...explanationSchema.entries,
        agreeing: described(v.number(), 'Share of elements that agree.'),
      }),
    ),
    'Where none gives every element: losses that give most of them.',
  ),
});

/** The loss values of a log, one by one. */
export const explainedLogSchema = v.object({
  file: v.string(),
  values: v.array(
    v.object({
      text: v.string(),
      name: described(v.string(), 'The word or the column that names the value; empty if none does.'),
      line: described(count, 'From 1.'),
      explanation: v.nullable(explanationSchema),
    }),
  ),
  names: v.array(
    v.object({
      name: v.string(),
      values: described(count, 'Values of this name.'),
      explained: described(count, 'How many of them have an explanation.'),
      shared: described(
        v.nullable(explanationSchema),
        'A loss that explains all of them; null if there is none.',
      ),
    }),
  ),
});

export type ExplainedArray = v.InferOutput<typeof explainedArraySchema>;
export type ExplainedLog = v.InferOutput<typeof explainedLogSchema>;
export type Explanation = v.InferOutput<typeof explanationSchema>;
export type ExplanationFacts = v.InferOutput<typeof explanationFactsSchema>;
export type ParameterHint = NonNullable<PrintedLoss['hints']>[number];
export type PrintedLoss = v.InferOutput<typeof printedLossSchema>;
