import * as v from 'valibot';
import { listLossesInputSchema } from './list-losses-input';

export const wantedImportsInputSchema = v.pick(listLossesInputSchema, ['sources', 'grammars']);
export type WantedImportsInput = v.InferOutput<typeof wantedImportsInputSchema>;

/** The imports that the losses of each file need beside those that are answered. */
export const wantedImportsSchema = v.array(
  v.array(v.object({ module: v.string(), from: v.nullable(v.string()) })),
);
export type WantedImports = v.InferOutput<typeof wantedImportsSchema>;
