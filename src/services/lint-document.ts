import { type Diagnostic, diagnosticText, everyDiagnostic } from '../code/rules/diagnostic';
import type { Severity } from '../code/rules/rule';
import type { Computes } from '../code/verdict/document';
import { notUnderstoodText } from '../code/verdict/words';
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
  /** Null where nothing mends it by itself. */
  readonly fix: null;
}

interface LossOfDocument {
  readonly name: string;
  readonly line: number;
  readonly kind: string;
  readonly framework: string | null;
  readonly computes: Computes | null;
  readonly notUnderstood: string | null;
}

/** What `focal-loss lint --json` prints. */
export interface LintDocument {
  readonly schema: 'focal-loss-lint';
  readonly version: 1;
  readonly files: readonly {
    readonly file: string;
    readonly losses: readonly LossOfDocument[];
    readonly diagnostics: readonly PlacedDiagnostic[];
  }[];
  readonly summary: {
    readonly files: number;
    readonly losses: number;
    readonly errors: number;
    readonly warnings: number;
    readonly information: number;
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
    })),
    diagnostics: placedDiagnostics(file, messages).filter(({ rule }) => isWanted(rule)),
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
    },
  };
}

/** The diagnostics of a file in the order of their places. */
function placedDiagnostics(file: LintedFile, messages: Messages): PlacedDiagnostic[] {
  const text = file.code?.text ?? '';
  return everyDiagnostic(file)
    .map((diagnostic) => placed(diagnostic, text, messages))
    .toSorted((one, other) => one.line - other.line || one.column - other.column);
}

function placed(diagnostic: Diagnostic, text: string, messages: Messages): PlacedDiagnostic {
  const { rule, severity, range } = diagnostic;
  const start = positionAt(text, range.start);
  const end = positionAt(text, range.end);
  return {
    rule,
    severity,
    ...start,
    endLine: end.line,
    endColumn: end.column,
    message: diagnosticText(diagnostic, messages),
    fix: null,
  };
}

function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
