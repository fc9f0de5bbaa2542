import type { Fix } from '../code/fixes/find-fixes';
import type { LossSample } from '../code/fixes/loss-sample';
import type { TextEdit } from '../code/fixes/text-edit';
import { fixText } from '../code/fixes/words';
import { type Diagnostic, diagnosticText, everyDiagnostic } from '../code/rules/diagnostic';
import type { Severity, TextRange } from '../code/rules/rule';
import type { Computes } from '../code/verdict/document';
import { exceptionText, notUnderstoodText } from '../code/verdict/words';
import type { Messages } from '../messages/messages';
import type { LintedFile, LintResult } from './lint';

/** A diagnostic with its place; lines and columns count from 1, columns in UTF-16 code units. */
export interface PlacedDiagnostic {
  readonly rule: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
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

export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
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
    },
  };
}

/** The diagnostics of a file in the order of their places. */
function placedDiagnostics(file: LintedFile, messages: Messages): PlacedDiagnostic[] {
  const text = file.code?.text ?? '';
  return everyDiagnostic(file)
    .map((diagnostic) => placed(diagnostic, fixOf(diagnostic, file), text, messages))
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
}

/** The fix of a diagnostic, which was found in a run of its own. */
function fixOf({ rule, range }: Diagnostic, { fixes }: LintedFile): Fix | null {
  const isSame = ({ diagnostic }: Fix): boolean =>
    diagnostic.rule === rule && diagnostic.range.start === range.start && diagnostic.range.end === range.end;
  return fixes.find(isSame) ?? null;
}

function placed(diagnostic: Diagnostic, fix: Fix | null, text: string, messages: Messages): PlacedDiagnostic {
  const { rule, severity, range, related } = diagnostic;
  return {
    rule,
    severity,
    ...placeOf(text, range),
    message: diagnosticText(diagnostic, messages),
    related: related && { ...placeOf(text, related.range), message: messages.lint.related[related.what] },
    fix: fix && {
      title: messages.fixes[fix.title],
      edits: fix.edits.map((edit) => ({ ...edit, ...placeOf(text, edit) })),
      before: fix.before,
      after: fix.after,
    },
  };
}

function placeOf(text: string, { start, end }: TextRange): Place {
  const [from, to] = [positionAt(text, start), positionAt(text, end)];
  return { ...from, endLine: to.line, endColumn: to.column };
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
