import * as v from 'valibot';
import { count, described, optionalNumber } from './primitives';

/** TensorFlow.js that a user may ask for: the best that is found, the one of the product, the native one. */
export const ENGINE_CHOICES = ['auto', 'wasm', 'tfjs-node'] as const;
export const engineChoiceSchema = v.picklist(ENGINE_CHOICES);
export type EngineChoice = v.InferOutput<typeof engineChoiceSchema>;

/** Why the native TensorFlow.js that was found did not answer. */
export const nativeFailureSchema = v.variant('kind', [
  v.object({ kind: v.literal('exception'), message: v.string() }),
  v.object({ kind: v.literal('exited'), code: v.nullable(v.number()), signal: v.nullable(v.string()) }),
  v.object({ kind: v.literal('silent'), seconds: v.number() }),
  v.object({ kind: v.literal('oldVersion'), version: v.string(), least: v.string() }),
]);
export type NativeFailure = v.InferOutput<typeof nativeFailureSchema>;

/** Why this engine ran, or why none did. */
const choiceReasonSchema = v.variant('kind', [
  v.object({ kind: v.literal('found'), folder: v.string() }),
  v.object({ kind: v.literal('chosen') }),
  v.object({ kind: v.literal('notFound'), folders: v.array(v.string()) }),
  v.object({ kind: v.literal('untrusted') }),
  v.object({ kind: v.literal('browser') }),
  v.object({ kind: v.literal('failed'), folder: v.string(), failure: nativeFailureSchema }),
]);

const placedSchema = v.object({
  difference: described(
    optionalNumber,
    'Null where the other side gives NaN or an infinite number, or where nothing was compared.',
  ),
  index: described(v.array(count), 'Index into the logits, one number per axis.'),
  formula: described(optionalNumber, 'What the product computes there.'),
  other: described(optionalNumber, 'What it is compared with there.'),
});

const agreementSchema = v.object({
  absolute: described(placedSchema, 'The largest difference.'),
  relative: described(
    placedSchema,
    'The largest difference as a share of the loss; of a gradient, of the derivative by log p_t, by which it is a multiple of probabilities.',
  ),
  ofTolerance: described(
    optionalNumber,
    'The largest share of a difference in what the arithmetic explains: up to 1 is agreement.',
  ),
  beyond: described(
    v.nullable(placedSchema),
    'Where a difference is furthest beyond what the arithmetic explains; null if it is explained everywhere.',
  ),
});

/** The loss of the report beside TensorFlow.js and finite differences. */
export const crossCheckSchema = v.object({
  asked: engineChoiceSchema,
  engine: v.object({
    package: v.picklist(['@tensorflow/tfjs-node', '@tensorflow/tfjs-core']),
    version: v.string(),
    backend: v.string(),
    snippet: described(v.string(), 'Id of the snippet whose code ran.'),
  }),
  why: choiceReasonSchema,
  values: described(count, 'Logits that were compared.'),
  ofValues: described(count, 'Logits in the files.'),
  loss: described(
    v.nullable(agreementSchema),
    'The losses of the elements; null where nothing was compared.',
  ),
  gradient: described(
    v.nullable(agreementSchema),
    'The derivatives by each logit, from automatic differentiation; null where nothing was compared.',
  ),
  finiteDifferences: described(
    v.object({
      values: described(count, 'Logits whose derivative was compared.'),
      gradient: v.nullable(agreementSchema),
    }),
    'The derivatives from differences of the loss in float64.',
  ),
  agrees: described(v.boolean(), 'False if a difference is larger than the arithmetic explains.'),
  milliseconds: v.number(),
});
export type CrossCheck = v.InferOutput<typeof crossCheckSchema>;
export type Agreement = v.InferOutput<typeof agreementSchema>;
