import * as v from 'valibot';
import { type CodePlace, followImports } from '../code/imports/follow-imports';
import { type DiagnosedLoss, diagnoseCode } from '../code/rules/diagnose';
import type { Diagnostic } from '../code/rules/diagnostic';
import { type CodeOfFile, codeOfFile } from '../code/syntax/code-file';
import { CodeParser, type GrammarLoader } from '../code/syntax/parser';
import { WORTH_PARSING } from '../code/syntax/worth-parsing';
import { ProblemError } from '../messages/problem-error';
import type { DocumentHost, Service } from './service';

/** What the host of the linter supplies. */
export interface LintHost extends DocumentHost {
  readonly loadGrammar: GrammarLoader;
  /** Finds the files that code imports; absent where imports are not followed. */
  readonly imports?: {
    /** Where a file stands, and the folder that its imports do not leave. */
    readonly placeOf: (file: string) => Omit<CodePlace, 'grammar'>;
    /** The text of a file; null if there is none. */
    readonly read: (path: string) => Promise<string | null>;
  };
}

const lintInputSchema = v.object({ files: v.array(v.string()) });
type LintInput = v.InferOutput<typeof lintInputSchema>;

/** The focal losses of a file and what is wrong with them. */
export interface LintedFile {
  readonly file: string;
  /** Null for a file that was not looked into, since no word in it belongs to a focal loss. */
  readonly code: CodeOfFile | null;
  readonly losses: readonly DiagnosedLoss[];
  /** What is wrong with the values that calls and settings give. */
  readonly atSites: readonly Diagnostic[];
}

export interface LintResult {
  readonly files: readonly LintedFile[];
  /** The files that could not be read. */
  readonly failures: readonly ProblemError[];
}

/** Finds what is wrong with the focal losses of files. */
export const lint: Service<LintHost, LintInput, LintResult> = {
  input: lintInputSchema,
  async run(host, { files }) {
    const parser = new CodeParser(host.loadGrammar);
    const linted: LintedFile[] = [];
    const failures: ProblemError[] = [];
    for (const file of files) {
      try {
        linted.push(await lintFile(file, await host.readText(file), parser, host));
      } catch (error) {
        if (!(error instanceof ProblemError)) {
          throw error;
        }
        failures.push(error);
      }
    }
    return { files: linted, failures };
  },
};

async function lintFile(
  file: string,
  text: string,
  parser: CodeParser,
  { imports }: LintHost,
): Promise<LintedFile> {
  if (!WORTH_PARSING.test(text)) {
    return { file, code: null, losses: [], atSites: [] };
  }
  const code = codeOfFile(file, text);
  const place = imports ? { ...imports.placeOf(file), grammar: code.grammar } : null;
  const { result } = await followImports(
    place,
    async (path) => imports?.read(path) ?? null,
    (answers) => diagnoseCode(parser, { ...code, imports: answers }),
  );
  return { file, code, losses: result.losses, atSites: result.atSites };
}
