import * as v from 'valibot';
import { SINGLE_REDUCTIONS } from '../../loss/reduction';
import { count, described, optionalNumber } from './primitives';

/** Why the evaluator gave up, as `src/code/run/language/not-understood.ts` has it. */
const reasonSchema = v.union([
  v.object({ kind: v.picklist(['name', 'call', 'import', 'parameter']), name: v.string() }),
  v.object({ kind: v.picklist(['attribute', 'argument']), name: v.string(), of: v.string() }),
  v.object({ kind: v.picklist(['syntax', 'operation']), what: v.string() }),
  v.object({
    kind: v.picklist([
      ...(['view', 'random', 'result', 'mixedArrays', 'layout', 'nesting', 'syntaxError'] as const),
      ...(['fileSize', 'steps', 'memory', 'depth'] as const),
    ]),
  }),
]);

/** Line in the file or, of a notebook, in the cell, from 1. */
const line = v.nullable(count);

const exceptionSchema = v.object({ className: v.string(), message: v.string(), line });

/** Index into the logits, one number per axis. */
const index = v.array(count);

const differenceSchema = v.object({
  largest: described(v.number(), 'The largest difference from the formula between finite numbers.'),
  index,
  code: described(v.number(), 'What the code computes there.'),
  formula: described(v.number(), 'What the formula gives there.'),
});

const comparisonSchema = v.variant('kind', [
  v.object({ kind: v.literal('agrees') }),
  /** The gradient is the formula's times a number. */
  v.object({ kind: v.literal('scaled'), factor: v.number() }),
  /** The gradient of each side is the formula's times a number. */
  v.object({ kind: v.literal('sides'), positives: v.number(), negatives: v.number() }),
  /** It is the formula without α, or with α and 1 − α exchanged. */
  v.object({ kind: v.literal('otherAlpha'), alpha: v.picklist(['off', 'reversed']) }),
  /** The code gives NaN or an infinite number where the formula does not. */
  v.object({ kind: v.literal('notFinite'), count, index }),
  /** The result does not depend on the predictions in a way that has a derivative; the values agree or differ. */
  v.object({ kind: v.literal('noGradient'), valueAgrees: v.boolean() }),
  /** The code has another link than the report reads from the files. */
  v.object({ kind: v.literal('otherLink'), code: v.picklist(['sigmoid', 'softmax']) }),
  v.object({ kind: v.literal('differs') }),
]);

const computedSchema = v.object({
  kind: v.literal('computed'),
  value: described(optionalNumber, 'The loss; the sum of several. Null if it is NaN or infinite.'),
  valueText: described(v.string(), 'The loss as text, since JSON has no NaN.'),
  elements: described(count, 'Numbers that the loss returns.'),
  formula: v.object({
    value: described(
      optionalNumber,
      'The focal loss of the same elements with the parameters of the report.',
    ),
    reduction: described(
      v.picklist(SINGLE_REDUCTIONS),
      'The reduction of the formula that is set beside the code: the sum for a loss of several numbers.',
    ),
  }),
  gradient: v.nullable(
    v.object({
      norm: described(optionalNumber, 'Euclidean norm by all logits.'),
      formulaNorm: optionalNumber,
      notFinite: described(count, 'Logits with a gradient that is NaN or infinite.'),
      difference: v.nullable(differenceSchema),
    }),
  ),
  valueDifference: described(
    v.nullable(differenceSchema),
    'Of the losses of the elements; null where the code gives none by itself.',
  ),
  comparison: comparisonSchema,
});

/** A loss of the code and its place. */
export const lossPlaceSchema = v.object({
  file: v.string(),
  name: v.string(),
  cell: described(v.nullable(count), 'Cell of a notebook, from 1; null for another file.'),
  line,
});

/** Settings with which a loss of the code is run; the others are its defaults. */
export const settingsSchema = v.array(
  v.object({ name: v.string(), value: described(v.string(), 'As the code would be written.') }),
);

/** A loss of the code, run on the tensors of the report. */
export const evaluationSchema = v.object({
  ...lossPlaceSchema.entries,
  settings: settingsSchema,
  /** The predictions that it was given. */
  predictions: v.picklist(['asStored', 'probabilities', 'logits']),
  tensors: v.nullable(
    v.object({
      predictions: v.array(count),
      targets: v.array(count),
      targetType: v.string(),
      isAsStored: described(v.boolean(), 'False if the code was given another form than that of the files.'),
      exception: described(
        v.nullable(exceptionSchema),
        'What the code raises in the form of the files; null if it raises nothing.',
      ),
    }),
  ),
  sample: described(
    v.nullable(v.object({ logits: count, of: count })),
    'Logits that were given, of so many; null if all were.',
  ),
  isWeighted: described(
    v.boolean(),
    'True if the files hold weights or a mask, which the code is not given.',
  ),
  outcome: v.variant('kind', [
    computedSchema,
    v.object({ kind: v.literal('raised'), ...exceptionSchema.entries }),
    v.object({ kind: v.literal('notUnderstood'), reason: reasonSchema, line }),
  ]),
  milliseconds: v.number(),
});

export type Evaluation = v.InferOutput<typeof evaluationSchema>;
export type ComputedLoss = v.InferOutput<typeof computedSchema>;
export type LossDifference = v.InferOutput<typeof differenceSchema>;
