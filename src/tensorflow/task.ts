import * as v from 'valibot';

const floats = v.custom<Float32Array>((value) => value instanceof Float32Array, 'expected a Float32Array');

/** The input of the snippet of TensorFlow.js: logits and targets in float32, one for one, and its parameters. */
export const tensorFlowTaskSchema = v.variant('link', [
  v.object({
    link: v.literal('sigmoid'),
    logits: floats,
    targets: floats,
    alpha: v.nullable(v.number()),
    /** α_t of each logit, by which the losses without α are multiplied; null where `alpha` is that of all. */
    weights: v.nullable(floats),
    gamma: v.number(),
  }),
  v.object({
    link: v.literal('softmax'),
    /** Rows of so many logits. */
    classes: v.number(),
    logits: floats,
    targets: floats,
    /** One weight a class. */
    alpha: v.nullable(v.array(v.number())),
    gamma: v.number(),
  }),
]);
export type TensorFlowTask = v.InferOutput<typeof tensorFlowTaskSchema>;

export const tensorFlowAnswerSchema = v.object({
  /** Version of TensorFlow.js. */
  version: v.string(),
  /** The backend that computed, such as `cpu` or `tensorflow`. */
  backend: v.string(),
  /** One number for each logit of a sigmoid, or for each row of a softmax. */
  losses: floats,
  /** The gradient of the sum of the losses by each logit, by automatic differentiation. */
  gradient: floats,
});
export type TensorFlowAnswer = v.InferOutput<typeof tensorFlowAnswerSchema>;
