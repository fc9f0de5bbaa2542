import * as v from 'valibot';
import { inputSchema } from '../check/report/input';
import { interpretationSchema } from '../check/report/interpretation';
import { parametersSchema } from '../check/report/parameters';
import type { Report } from '../check/report/report';
import { grammarOfPath } from '../code/imports/candidates';
import type { CodeWithImports } from '../code/imports/read-with-imports';
import type { Grammar } from '../code/syntax/languages';
import { givenSettingsSchema } from '../evaluation/given-settings';

/** An import that the host has answered. */
const answeredImportSchema = v.object({
  module: v.string(),
  from: v.nullable(v.string()),
  /** Its path from the folder of the workspace; null where there is none. */
  file: v.nullable(v.object({ path: v.string(), text: v.string() })),
});

/** A file as `codeOfFile` reads it, with the files that its imports lead to. */
export const codeOfFileSchema = v.object({
  text: v.string(),
  grammar: v.picklist(['python', 'typescript', 'tsx']),
  cells: v.nullable(v.pipe(v.array(v.object({ index: v.number(), firstLine: v.number() })), v.readonly())),
  imports: v.pipe(v.array(answeredImportSchema), v.readonly()),
});

/** A loss of a file of code. */
const lossOfFileSchema = v.object({
  /** Name of the file in the result and in errors. */
  file: v.string(),
  code: codeOfFileSchema,
  /** Null for the only loss of the file. */
  name: v.nullable(v.string()),
  /** How many losses of the same name stand before it. */
  place: v.number(),
  /** The arguments that replace its defaults and the report's α and γ. */
  settings: givenSettingsSchema,
});
export type LossOfFile = v.InferOutput<typeof lossOfFileSchema>;

/** Input of an evaluation: a loss, and the report of the tensors on which it is run. */
export const evaluateInputSchema = v.object({
  /** The files of the report, by the host's names. */
  files: v.array(v.string()),
  /** The parts of their report that the evaluation needs. */
  report: v.object({
    inputs: v.array(inputSchema),
    interpretation: interpretationSchema,
    parameters: parametersSchema,
  }),
  loss: lossOfFileSchema,
  /** The folder of the grammars, by the host's name and with a separator at its end. */
  grammars: v.string(),
});
export type EvaluateInput = v.InferOutput<typeof evaluateInputSchema>;

/** The part of a report that an evaluation needs. */
export function reportForEvaluation({ inputs, interpretation, parameters }: Report): EvaluateInput['report'] {
  return { inputs, interpretation, parameters };
}

/** The files of grammars that an evaluation opens, by the host's names. */
export function grammarsOf({ grammars, loss }: EvaluateInput): string[] {
  return grammarFiles(grammars, grammarsOfCode(loss.code));
}

/** The languages of a file and of those that it imports. */
export function grammarsOfCode({
  grammar,
  imports,
}: Pick<CodeWithImports, 'grammar' | 'imports'>): Grammar[] {
  return [grammar, ...imports.flatMap(({ file }) => (file && grammarOfPath(file.path)) ?? [])];
}

/** The files that a parser of these languages needs. */
export function grammarFiles(folder: string, grammars: readonly Grammar[]): string[] {
  const files = [...new Set(grammars)].map((grammar) => `tree-sitter-${grammar}.wasm`);
  return ['tree-sitter.wasm', ...files].map((file) => `${folder}${file}`);
}
