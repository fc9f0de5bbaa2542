import * as vscode from 'vscode';
import { type Diagnostic, diagnosticText } from '../../code/rules/diagnostic';
import type { Severity } from '../../code/rules/rule';
import { messages } from '../messages';
import type { JudgedDocuments } from './judged-documents';

const SEVERITIES: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** Shows in Problems and in the editor what is wrong with the focal losses of documents. */
export class LossDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('focal-loss');

  constructor(private readonly documents: JudgedDocuments) {}

  /** Shows those of the document as it stands now, unless it changes before they are known. */
  async show(document: vscode.TextDocument): Promise<void> {
    const { version } = document;
    const diagnostics = await this.documents.diagnosticsOf(document);
    if (document.isClosed || document.version !== version) {
      return;
    }
    this.collection.set(
      document.uri,
      diagnostics.map((diagnostic) => shown(diagnostic, document)),
    );
  }

  hide({ uri }: vscode.TextDocument): void {
    this.collection.delete(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }
}

function shown(diagnostic: Diagnostic, document: vscode.TextDocument): vscode.Diagnostic {
  const { range, rule, severity } = diagnostic;
  const place = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  const entry = new vscode.Diagnostic(place, diagnosticText(diagnostic, messages()), SEVERITIES[severity]);
  entry.source = 'focal-loss';
  entry.code = rule;
  return entry;
}
