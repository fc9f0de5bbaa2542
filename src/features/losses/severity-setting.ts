import * as v from 'valibot';
import * as vscode from 'vscode';
import type { Diagnostic } from '../../code/rules/diagnostic';

const severitySchema = v.picklist(['error', 'warning', 'information', 'hint', 'off']);

/** How the editor shows what breaks a rule. */
export type ShownSeverity = v.InferOutput<typeof severitySchema>;

/** False in a file for which the user switched diagnostics off. */
export function areDiagnosticsOn(file: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('focalLoss.diagnostics', file).get('enabled') !== false;
}

/** Returns the severities of diagnostics in a file: those that the user set for their rules, else their own. */
export function severitiesIn(file: vscode.Uri): (diagnostic: Diagnostic) => ShownSeverity {
  const byRule = givenIn(file);
  return ({ rule, severity }) => {
    const chosen = v.safeParse(severitySchema, byRule[rule]);
    return chosen.success ? chosen.output : severity;
  };
}

/** Returns the rules that the user switched off for a file. */
export function rulesOffIn(file: vscode.Uri): string[] {
  return Object.entries(givenIn(file)).flatMap(([rule, severity]) => (severity === 'off' ? [rule] : []));
}

/** The setting as it is, by rule. */
function givenIn(file: vscode.Uri): Readonly<Record<string, unknown>> {
  const given: unknown = vscode.workspace.getConfiguration('focalLoss.diagnostics', file).get('severity');
  const parsed = v.safeParse(v.record(v.string(), v.unknown()), given);
  return parsed.success ? parsed.output : {};
}

/** Returns diagnostics in a file with the severities that the user set, without those that are off. A hint counts as information. */
export function withSeverities(diagnostics: readonly Diagnostic[], file: vscode.Uri): Diagnostic[] {
  const severityOf = severitiesIn(file);
  return diagnostics.flatMap((diagnostic) => {
    const severity = severityOf(diagnostic);
    return severity === 'off'
      ? []
      : [{ ...diagnostic, severity: severity === 'hint' ? 'information' : severity }];
  });
}
