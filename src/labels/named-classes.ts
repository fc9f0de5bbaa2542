import * as v from 'valibot';

/** Names of classes by their index, null where a file does not name one, and the file that they come from. */
export const namedClassesSchema = v.object({ file: v.string(), names: v.array(v.nullable(v.string())) });

export type NamedClasses = v.InferOutput<typeof namedClassesSchema>;
