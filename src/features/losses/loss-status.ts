import * as vscode from 'vscode';
import { CODE_LANGUAGES } from '../../code/syntax/languages';
import { CONFIGURATION_DOCUMENTS } from '../code-text';
import { messages } from '../messages';
import type { JudgedDocuments } from './judged-documents';
import { withSeverities } from './severity-setting';

/** The item of the language status: how many losses the file has and how many faults. It is there for files with losses. */
export class LossStatus implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem('focalLoss.losses', []);

  constructor(private readonly documents: JudgedDocuments) {
    const { name, showProblems } = messages().features.lossStatus;
    this.item.name = name;
    this.item.command = { command: 'workbench.actions.view.problems', title: showProblems };
  }

  /** Shows the state of a document if it is the one of the active editor. */
  async show(document: vscode.TextDocument): Promise<void> {
    if (!isActive(document)) {
      return;
    }
    const losses = await this.documents.get(document, new vscode.CancellationTokenSource().token);
    const diagnostics = withSeverities(await this.documents.diagnosticsOf(document), document.uri);
    if (!isActive(document)) {
      return;
    }
    const count = (wanted: string): number =>
      diagnostics.filter(({ severity }) => severity === wanted).length;
    const counts = {
      losses: losses.length,
      errors: count('error'),
      warnings: count('warning'),
      notUnderstood: losses.filter(({ verdict }) => verdict.notUnderstood !== null).length,
    };
    const { text, detail } = messages().features.lossStatus;
    this.item.text = text(counts);
    this.item.detail = detail(counts);
    this.item.severity =
      counts.errors > 0
        ? vscode.LanguageStatusSeverity.Error
        : counts.warnings > 0
          ? vscode.LanguageStatusSeverity.Warning
          : vscode.LanguageStatusSeverity.Information;
    this.item.selector =
      losses.length + diagnostics.length > 0 ? [...CODE_LANGUAGES, ...CONFIGURATION_DOCUMENTS] : [];
  }

  /** Shows nothing, as for a file without losses. */
  hide(): void {
    this.item.selector = [];
  }

  dispose(): void {
    this.item.dispose();
  }
}

function isActive(document: vscode.TextDocument): boolean {
  return vscode.window.activeTextEditor?.document === document;
}
