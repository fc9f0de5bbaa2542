import * as v from 'valibot';
import { codeOfFileSchema, grammarFiles, grammarsOfCode } from './evaluate-input';

export const listLossesInputSchema = v.object({
  /** `file` is the name of the file for the user. */
  sources: v.array(v.object({ uri: v.string(), file: v.string(), code: codeOfFileSchema })),
  /** The folder of the grammars, by the host's name and with a separator at its end. */
  grammars: v.string(),
});
/** A file with losses. */
export type LossSource = ListLossesInput['sources'][number];
export type ListLossesInput = v.InferOutput<typeof listLossesInputSchema>;

export const foundLossesSchema = v.array(
  v.object({
    uri: v.string(),
    name: v.string(),
    /** How many losses of the same name stand before it. */
    place: v.number(),
    /** Cell of a notebook, from 1; null for another file. */
    cell: v.nullable(v.number()),
    /** From 1. */
    line: v.number(),
  }),
);
export type FoundLoss = v.InferOutput<typeof foundLossesSchema>[number];

/** The files of grammars that the search opens, by the host's names. */
export function grammarsOfSearch({
  sources,
  grammars,
}: Pick<ListLossesInput, 'sources' | 'grammars'>): string[] {
  return grammarFiles(
    grammars,
    sources.flatMap(({ code }) => grammarsOfCode(code)),
  );
}
