import * as v from 'valibot';
import { isConfiguration } from '../code/configurations/configuration-files';
import { type Fix, findFixes } from '../code/fixes/find-fixes';
import { fixAll, type MendedText } from '../code/fixes/fix-all';
import { applyToPieces } from '../code/fixes/pieces';
import { configurationText, type TextToMend } from '../code/fixes/text-to-mend';
import { type CodePlace, followImports } from '../code/imports/follow-imports';
import { type DiagnosedLoss, diagnoseCode } from '../code/rules/diagnose';
import { diagnoseConfiguration } from '../code/rules/diagnose-configuration';
import { type Diagnostic, everyDiagnostic } from '../code/rules/diagnostic';
import { type CodeOfFile, codeOfFile, isCode, isNotebook, sourceCells } from '../code/syntax/code-file';
import { withSources } from '../code/syntax/notebook-sources';
import { CodeParser, type GrammarLoader } from '../code/syntax/parser';
import { mayHaveLoss } from '../code/syntax/worth-parsing';
import { ProblemError } from '../messages/problem-error';
import type { DocumentHost, Service } from './service';

/** Functions that the host of the linter supplies. */
export interface LintHost extends DocumentHost {
  readonly loadGrammar: GrammarLoader;
  /** Called before each file is looked into. @param place its place among the files, from 1 */
  readonly onFile?: (file: string, place: number, files: number) => void;
  /** Finds the files that code imports; absent where imports are not followed. */
  readonly imports?: {
    /** Where a file stands, and the folder that its imports do not leave. */
    readonly placeOf: (file: string) => Omit<CodePlace, 'grammar'>;
    /** The text of a file; null if there is none. */
    readonly read: (path: string) => Promise<string | null>;
  };
  /** Writes a text in place of the one that was read; absent where files are not changed. @throws ProblemError */
  readonly writeText?: (file: string, read: string, text: string) => Promise<void>;
}

const lintInputSchema = v.object({
  files: v.array(v.string()),
  /** `find` looks for the fixes of the diagnostics; `apply` writes them into the files. */
  fixes: v.optional(v.picklist(['find', 'apply'])),
  /** The rules that are mended; all where this is absent. */
  mended: v.optional(v.array(v.string())),
  /** True to mend hints too. */
  mendsHints: v.optional(v.boolean()),
});
type LintInput = v.InferOutput<typeof lintInputSchema>;

/** The focal losses of a file and what is wrong with them. */
export interface LintedFile {
  readonly file: string;
  /** Null for a file that was not looked into, since no word in it belongs to a focal loss. */
  readonly code: Pick<CodeOfFile, 'text' | 'cells'> | null;
  readonly losses: readonly DiagnosedLoss[];
  /** The faults of the values that calls and settings give. */
  readonly atSites: readonly Diagnostic[];
  /** The fixes of the diagnostics; empty where they are not looked for. */
  readonly fixes: readonly Fix[];
  /** The fixes that were written into the file. */
  readonly applied: readonly Fix[];
}

export interface LintResult {
  readonly files: readonly LintedFile[];
  /** Why files could not be read or replaced. */
  readonly failures: readonly ProblemError[];
  /** The files that are neither code nor a configuration, which nobody looked into. */
  readonly passedOver: readonly string[];
}

/** Finds what is wrong with the focal losses of files. */
export const lint: Service<LintHost, LintInput, LintResult> = {
  input: lintInputSchema,
  async run(host, { files, ...input }) {
    const parser = new CodeParser(host.loadGrammar);
    const linted: LintedFile[] = [];
    const failures: ProblemError[] = [];
    const passedOver: string[] = [];
    for (const [at, file] of files.entries()) {
      host.onFile?.(file, at + 1, files.length);
      try {
        const text = await host.readText(file);
        if (!isConfiguration(file) && !isCode(file, text)) {
          passedOver.push(file);
          continue;
        }
        linted.push(await lintFile(file, text, parser, host, input, (failure) => failures.push(failure)));
      } catch (error) {
        if (!(error instanceof ProblemError)) {
          throw error;
        }
        failures.push(error);
      }
    }
    return { files: linted, failures, passedOver };
  },
};

async function lintFile(
  file: string,
  text: string,
  parser: CodeParser,
  host: LintHost,
  input: Omit<LintInput, 'files'>,
  notWritten: (failure: ProblemError) => void,
): Promise<LintedFile> {
  const examined = isConfiguration(file)
    ? await examinedConfiguration(text, parser)
    : await examinedCode(file, text, parser, host);
  if (!examined) {
    return { file, code: null, losses: [], atSites: [], fixes: [], applied: [] };
  }
  const { code, source, losses, atSites } = examined;
  const linted = { file, code, losses, atSites, fixes: [], applied: [] };
  const isWanted = ({ rule }: Diagnostic): boolean => input.mended?.includes(rule) ?? true;
  if (!input.fixes || everyDiagnostic(examined).length === 0) {
    return linted;
  }
  if (input.fixes === 'find') {
    return { ...linted, fixes: await findFixes(parser, source, isWanted) };
  }
  const mended = await fixAll(
    parser,
    source,
    (found) => isWanted(found) && (input.mendsHints === true || found.severity !== 'information'),
  );
  const written = mended.fixes.length > 0 ? writtenText(file, text, mended) : null;
  if (written === null || !host.writeText) {
    return linted;
  }
  try {
    await host.writeText(file, text, written);
  } catch (error) {
    if (!(error instanceof ProblemError)) {
      throw error;
    }
    notWritten(error);
    return linted;
  }
  const after = await lintFile(file, written, parser, host, {}, notWritten);
  return { ...after, applied: mended.fixes };
}

/** The focal losses of a text with what is wrong, and the text in which that is mended. */
interface ExaminedText extends Pick<LintedFile, 'losses' | 'atSites'> {
  readonly code: Pick<CodeOfFile, 'text' | 'cells'>;
  readonly source: TextToMend;
}

async function examinedConfiguration(text: string, parser: CodeParser): Promise<ExaminedText> {
  const { losses, atSites } = await diagnoseConfiguration(parser, text);
  return { code: { text, cells: null }, source: configurationText(text), losses, atSites };
}

/** Null for a text without a word that belongs to a focal loss. */
async function examinedCode(
  file: string,
  text: string,
  parser: CodeParser,
  host: LintHost,
): Promise<ExaminedText | null> {
  if (!mayHaveLoss(text)) {
    return null;
  }
  const code = codeOfFile(file, text);
  const place = host.imports ? { ...host.imports.placeOf(file), grammar: code.grammar } : null;
  const { result, answers } = await followImports(
    place,
    async (path) => host.imports?.read(path) ?? null,
    (imports) => diagnoseCode(parser, { ...code, imports }),
  );
  const source = { text: code.text, grammar: code.grammar, imports: answers };
  return { code, source, losses: result.losses, atSites: result.atSites };
}

/** The text of the file with the mended code; null for edits that no cell of a notebook holds whole. */
function writtenText(file: string, text: string, { rounds }: MendedText): string | null {
  if (!isNotebook(file)) {
    const mended = applyToPieces([{ start: 0, own: text }], rounds)?.[0] ?? null;
    return text.includes('\n') ? mended : (mended?.replaceAll('\n', '\r') ?? null);
  }
  const cells = sourceCells(file, text);
  const sources = applyToPieces(
    cells.map(({ start, source }) => ({ start, own: source })),
    rounds,
  );
  const changed = cells.flatMap(({ index, source }, at): (readonly [number, string])[] => {
    const now = sources?.[at];
    return now === undefined || now === source ? [] : [[index, now]];
  });
  return sources && withSources(text, new Map(changed));
}
