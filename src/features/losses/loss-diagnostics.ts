import * as vscode from 'vscode';
import { type Diagnostic, diagnosticText } from '../../code/rules/diagnostic';
import type { TextRange } from '../../code/rules/rule';
import { messages } from '../messages';
import type { JudgedDocuments } from './judged-documents';
import { addressOfRule } from './rule-page';
import { type ShownSeverity, severitiesIn } from './severity-setting';

const SEVERITIES: Readonly<Record<Exclude<ShownSeverity, 'off'>, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Shows in Problems and in the editor what is wrong with the focal losses of documents. */
export class LossDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('focal-loss');
  /** The documents whose diagnostics stay when they are closed. */
  private readonly kept = new Set<string>();

  constructor(private readonly documents: JudgedDocuments) {}

  /** Shows those of the document as it stands now, unless it changes before they are known. */
  async show(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const diagnostics = await this.documents.diagnosticsOf(document);
    if (document.isClosed || document.version !== version) {
      return;
    }
    const severityOf = severitiesIn(document.uri);
    const entries = diagnostics.flatMap((diagnostic) => {
      const severity = severityOf(diagnostic);
      return severity === 'off' ? [] : [shown(diagnostic, SEVERITIES[severity], document)];
    });
    this.collection.set(document.uri, entries);
  }

  /** Shows those of a document also after it is closed. */
  async keep(document: vscode.TextDocument): Promise<void> {
    this.kept.add(document.uri.toString());
    await this.show(document);
  }

  /** True if those of a document stay when it is closed. */
  keeps(uri: vscode.Uri): boolean {
    return this.kept.has(uri.toString());
  }

  hide({ uri }: { readonly uri: vscode.Uri }): void {
    this.kept.delete(uri.toString());
    this.collection.delete(uri);
  }

  /** Takes away those of a document that was closed, unless they are kept. */
  close({ uri }: vscode.TextDocument): void {
    if (!this.keeps(uri)) {
      this.collection.delete(uri);
    }
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function shown(
  diagnostic: Diagnostic,
  severity: vscode.DiagnosticSeverity,
  document: vscode.TextDocument,
): vscode.Diagnostic {
  const { range, related, rule } = diagnostic;
  const placeOf = ({ start, end }: TextRange): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const place = placeOf(range);
  const entry = new vscode.Diagnostic(place, diagnosticText(diagnostic, messages()), severity);
  entry.source = 'focal-loss';
  entry.code = { value: rule, target: addressOfRule(rule) };
  if (related) {
    const location = new vscode.Location(document.uri, placeOf(related.range));
    const what = messages().lint.related[related.what];
    entry.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, what)];
  }
  return entry;
}
