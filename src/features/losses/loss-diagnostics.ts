import * as vscode from 'vscode';
import { type Diagnostic, diagnosticText } from '../../code/rules/diagnostic';
import type { TextRange } from '../../code/rules/rule';
import { fileOf } from '../code-text';
import { messages } from '../messages';
import { exists } from '../workspace-file';
import type { JudgedDocuments } from './judged-documents';
import { addressOfRule } from './rule-address';
import { areDiagnosticsOn, type ShownSeverity, severitiesIn } from './severity-setting';

const SEVERITIES: Readonly<Record<Exclude<ShownSeverity, 'off'>, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** What was found in a document, whatever the settings say. */
interface Found {
  readonly uri: vscode.Uri;
  /** The file that the document is in: of a cell its notebook. */
  readonly file: vscode.Uri;
  readonly entries: readonly { readonly diagnostic: Diagnostic; readonly entry: vscode.Diagnostic }[];
  /** True for one that stays when the document is closed. */
  readonly isKept: boolean;
}

/** Shows in Problems and in the editor what is wrong with the focal losses of documents. */
export class LossDiagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('focal-loss');
  private readonly found = new Map<string, Found>();
  /** Documents of deleted files: VS Code keeps a document for a while after nothing shows it. */
  private readonly gone = new Set<string>();
  private readonly watching: vscode.Disposable;

  constructor(private readonly documents: JudgedDocuments) {
    this.watching = vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('focalLoss.diagnostics')) {
        this.found.forEach((found) => {
          this.display(found);
        });
      }
    });
  }

  /** Shows those of the document as it stands now, unless it changes before they are known. */
  async show(document: vscode.TextDocument): Promise<void> {
    const { uri, version } = document;
    const diagnostics = await this.documents.diagnosticsOf(document);
    const key = uri.toString();
    if (this.gone.has(key) && (await exists(fileOf(document)))) {
      this.gone.delete(key);
    }
    if (document.isClosed || document.version !== version || this.gone.has(key)) {
      return;
    }
    const entries = diagnostics.map((diagnostic) => ({ diagnostic, entry: entryOf(diagnostic, document) }));
    const found = { uri, file: fileOf(document), entries, isKept: this.found.get(key)?.isKept ?? false };
    this.found.set(key, found);
    this.display(found);
  }

  /** Shows those of a document also after it is closed. */
  async keep(document: vscode.TextDocument): Promise<void> {
    await this.show(document);
    const key = document.uri.toString();
    const found = this.found.get(key);
    if (found) {
      this.found.set(key, { ...found, isKept: true });
    }
  }

  hide({ uri }: { readonly uri: vscode.Uri }): void {
    this.found.delete(uri.toString());
    this.collection.delete(uri);
  }

  /** Takes away those of a document that was closed, unless they are kept. */
  close({ uri }: vscode.TextDocument): void {
    this.gone.delete(uri.toString());
    if (this.found.get(uri.toString())?.isKept !== true) {
      this.hide({ uri });
    }
  }

  /** Takes away those of a file that is there no more, and of all files of such a folder. */
  forget(gone: vscode.Uri): void {
    for (const { uri, file } of [...this.found.values()]) {
      if (file.toString() === gone.toString() || file.toString().startsWith(`${gone.toString()}/`)) {
        this.hide({ uri });
        this.gone.add(uri.toString());
      }
    }
  }

  dispose(): void {
    this.watching.dispose();
    this.collection.dispose();
  }

  /** Hands what was found to VS Code, as the settings want it. */
  private display({ uri, entries }: Found): void {
    const severityOf = severitiesIn(uri);
    const shown = areDiagnosticsOn(uri) ? entries : [];
    this.collection.set(
      uri,
      shown.flatMap(({ diagnostic, entry }) => {
        const severity = severityOf(diagnostic);
        if (severity === 'off') {
          return [];
        }
        entry.severity = SEVERITIES[severity];
        return [entry];
      }),
    );
  }
}

function entryOf(diagnostic: Diagnostic, document: vscode.TextDocument): vscode.Diagnostic {
  const { range, related, rule } = diagnostic;
  const placeOf = ({ start, end }: TextRange): vscode.Range =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const entry = new vscode.Diagnostic(placeOf(range), diagnosticText(diagnostic, messages()));
  entry.source = 'focal-loss';
  entry.code = { value: rule, target: addressOfRule(rule) };
  if (related) {
    const location = new vscode.Location(document.uri, placeOf(related.range));
    const what = messages().lint.related[related.what];
    entry.relatedInformation = [new vscode.DiagnosticRelatedInformation(location, what)];
  }
  return entry;
}
