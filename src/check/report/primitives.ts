import * as v from 'valibot';

/** A whole number, zero or more. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A value with a description in the JSON schema. */
export function described<Value>(schema: v.GenericSchema<Value>, description: string) {
  return v.pipe(schema, v.description(description));
}

/** JSON has no NaN and no Infinity: a value that does not exist (a mean over nothing) is null. */
export const optionalNumber = v.nullable(v.number());

/** A share, from 0 to 1; null if the total is zero. */
export const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)));

/** The place of a loss term. */
export const elementIndex = described(
  v.array(count),
  'Index into the logits, one number per axis, without the class axis of a softmax.',
);

/** The name of an example. */
export const exampleId = v.optional(
  described(v.string(), 'The id or file name of the example, from an array of the file; absent without one.'),
);
