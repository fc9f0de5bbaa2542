import type { Fix } from '../code/fixes/find-fixes';
import type { LossSample } from '../code/fixes/loss-sample';
import type { TextEdit } from '../code/fixes/text-edit';
import { fixText } from '../code/fixes/words';
import { type Diagnostic, diagnosticText, everyDiagnostic } from '../code/rules/diagnostic';
import type { Severity, TextRange } from '../code/rules/rule';
import { lineOfFile, placeInFile } from '../code/syntax/code-file';
import type { Computes } from '../code/verdict/document';
import { exceptionText, notUnderstoodText } from '../code/verdict/words';
import type { Messages } from '../messages/messages';
import type { LintedFile, LintResult } from './lint';

/** A diagnostic with its place. */
export interface PlacedDiagnostic extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** Another place that explains it, and what is there; null for none. */
  readonly related: RelatedPlace | null;
  /** Null where nothing mends it by itself, or fixes were not looked for. */
  readonly fix: PlacedFix | null;
}

/** A fix with its places in the text: offsets, and lines and columns as those of a diagnostic. */
interface PlacedFix {
  readonly title: string;
  readonly edits: readonly (Place & TextEdit)[];
  /** The losses of a few examples; null where the fault is in no loss that runs. */
  readonly before: LossSample | null;
  readonly after: LossSample | null;
}

/** The second place of a fault. */
interface RelatedPlace extends Place {
  readonly message: string;
}

/** A place in the text of a file; lines and columns count from 1, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Where it is in the notebook, in whose joined code cells those lines count; absent in other files. */
  readonly inNotebook?: PlaceInNotebook;
}

/** All count from 1. */
interface PlaceInNotebook {
  /** Cells of text count too. */
  readonly cell: number;
  readonly line: number;
  /** The lines of the notebook's file, which is JSON. */
  readonly fileLine: number;
  readonly endFileLine: number;
}

/** A fault that was mended in the file. */
interface AppliedFix {
  readonly rule: string;
  /** The line of the fault in the text before its fix. */
  readonly line: number;
  readonly title: string;
}

interface LossOfDocument {
  readonly name: string;
  readonly line: number;
  readonly kind: string;
  readonly framework: string | null;
  readonly computes: Computes | null;
  readonly notUnderstood: string | null;
  /** The exception with its line, where the loss raises one with its default arguments in every form that is tried. */
  readonly raises: string | null;
}

/** The document that `focal-loss lint --json` prints. */
export interface LintDocument {
  readonly schema: 'focal-loss-lint';
  readonly version: 1;
  readonly files: readonly {
    readonly file: string;
    readonly losses: readonly LossOfDocument[];
    readonly diagnostics: readonly PlacedDiagnostic[];
    readonly fixed: readonly AppliedFix[];
  }[];
  readonly summary: {
    readonly files: number;
    readonly losses: number;
    readonly errors: number;
    readonly warnings: number;
    readonly information: number;
    readonly fixed: number;
    /** The losses whose run ended early, about which nothing is said. */
    readonly notUnderstood: number;
  };
}

/** @param isWanted chooses the rules that are reported */
export function lintDocument(
  { files }: LintResult,
  messages: Messages,
  isWanted: (rule: string) => boolean,
): LintDocument {
  const shown = files.map((file) => ({
    file: file.file,
    losses: file.losses.map(({ framework, verdict }) => ({
      name: verdict.name,
      line: verdict.line,
      kind: verdict.kind,
      framework,
      computes: verdict.computes,
      notUnderstood: verdict.notUnderstood && notUnderstoodText(messages, verdict.notUnderstood),
      raises: verdict.exception && exceptionText(messages, verdict.exception),
    })),
    diagnostics: placedDiagnostics(file, messages).filter(({ rule }) => isWanted(rule)),
    fixed: file.applied.map((fix) => ({
      rule: fix.diagnostic.rule,
      line: fix.diagnostic.line,
      title: fixText(fix, messages),
    })),
  }));
  const severities = shown.flatMap(({ diagnostics }) => diagnostics.map(({ severity }) => severity));
  const count = (wanted: Severity): number => severities.filter((severity) => severity === wanted).length;
  return {
    schema: 'focal-loss-lint',
    version: 1,
    files: shown,
    summary: {
      files: files.length,
      losses: shown.reduce((sum, { losses }) => sum + losses.length, 0),
      errors: count('error'),
      warnings: count('warning'),
      information: count('information'),
      fixed: shown.reduce((sum, { fixed }) => sum + fixed.length, 0),
      notUnderstood: shown
        .flatMap(({ losses }) => losses)
        .filter(({ notUnderstood }) => notUnderstood !== null).length,
    },
  };
}

/** The diagnostics of a file in the order of their places. */
function placedDiagnostics(file: LintedFile, messages: Messages): PlacedDiagnostic[] {
  const { code } = file;
  if (code === null) {
    return [];
  }
  return everyDiagnostic(file)
    .map((diagnostic) => placed(diagnostic, fixOf(diagnostic, file), code, messages))
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
}

/** The fix of a diagnostic, which was found in a run of its own. */
function fixOf({ rule, range }: Diagnostic, { fixes }: LintedFile): Fix | null {
  const isSame = ({ diagnostic }: Fix): boolean =>
    diagnostic.rule === rule && diagnostic.range.start === range.start && diagnostic.range.end === range.end;
  return fixes.find(isSame) ?? null;
}

function placed(
  diagnostic: Diagnostic,
  fix: Fix | null,
  code: NonNullable<LintedFile['code']>,
  messages: Messages,
): PlacedDiagnostic {
  const { rule, severity, range, related } = diagnostic;
  return {
    rule,
    severity,
    ...placeOf(code, range),
    message: diagnosticText(diagnostic, messages),
    related: related && { ...placeOf(code, related.range), message: messages.lint.related[related.what] },
    fix: fix && {
      title: messages.fixes[fix.title],
      edits: fix.edits.map((edit) => ({ ...edit, ...placeOf(code, edit) })),
      before: fix.before,
      after: fix.after,
    },
  };
}

function placeOf(code: NonNullable<LintedFile['code']>, { start, end }: TextRange): Place {
  const [from, to] = [positionAt(code.text, start), positionAt(code.text, end)];
  const place = { ...from, endLine: to.line, endColumn: to.column };
  const { cell, line } = placeInFile(code, from.line);
  if (cell === null) {
    return place;
  }
  const [fileLine, endFileLine] = [lineOfFile(code, from.line), lineOfFile(code, to.line)];
  return { ...place, inNotebook: { cell, line, fileLine, endFileLine } };
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
