import * as vscode from 'vscode';
import {
  CONFIGURATION_EXTENSIONS,
  isConfiguration,
  LARGEST_CONFIGURATION,
  mayConfigureLoss,
} from '../../code/configurations/configuration-files';
import { CODE_EXTENSIONS } from '../../code/syntax/code-file';
import { CODE_LANGUAGES } from '../../code/syntax/languages';
import { mayHaveLoss, SKIPPED_FOLDERS } from '../../code/syntax/worth-parsing';
import { messages } from '../messages';
import { exists } from '../workspace-file';
import { searchWorkspace } from '../workspace-search';
import type { ImportedFiles } from './imported-files';
import type { JudgedDocuments } from './judged-documents';
import type { LossDiagnostics } from './loss-diagnostics';
import { withSeverities } from './severity-setting';

/** The files and faults that were found so far. */
interface LintCounts {
  files: number;
  losses: number;
  errors: number;
  warnings: number;
  information: number;
}

/** Shows in Problems what is wrong with the focal losses of all files of the workspace. It can be cancelled. */
export class LintWorkspace implements vscode.Disposable {
  private readonly watching: vscode.Disposable;

  constructor(
    private readonly documents: JudgedDocuments,
    private readonly diagnostics: LossDiagnostics,
    files: ImportedFiles,
  ) {
    this.watching = files.onDidChange((file) => this.renew(file));
  }

  /** Returns what was found until the end or the cancel. The summary stays on the screen after that. */
  async run(): Promise<LintCounts> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: messages().features.lintWorkspace.title,
      cancellable: true,
    };
    const counts = await vscode.window.withProgress(options, (progress, token) =>
      this.lint((message, increment) => progress.report({ message, increment }), token),
    );
    void showSummary(counts);
    return counts;
  }

  dispose(): void {
    this.watching.dispose();
  }

  /** Looks again at a file that changed, unless an editor has it: then it is watched anyway. */
  private async renew(file: vscode.Uri): Promise<void> {
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
    if (!this.diagnostics.keeps(file) || isOpen) {
      return;
    }
    if (await exists(file)) {
      await this.diagnostics.keep(await vscode.workspace.openTextDocument(file));
    } else {
      this.diagnostics.hide({ uri: file });
    }
  }

  /** @param report called with the next file, and with the share of one file in percent */
  private async lint(
    report: (file: string, increment: number) => void,
    token: vscode.CancellationToken,
  ): Promise<LintCounts> {
    const counts: LintCounts = { files: 0, losses: 0, errors: 0, warnings: 0, information: 0 };
    const extensions = [...CODE_EXTENSIONS, ...CONFIGURATION_EXTENSIONS];
    const files = await searchWorkspace({ extensions, skipped: [...SKIPPED_FOLDERS] }, token);
    for (const file of files) {
      if (token.isCancellationRequested) {
        return counts;
      }
      report(vscode.workspace.asRelativePath(file), 100 / files.length);
      const isConfigured = isConfiguration(file.path);
      const isLinted = isConfigured ? await configuresLoss(file) : mayHaveLoss(await textOf(file));
      // Most files of YAML and JSON are data.
      counts.files += isConfigured && !isLinted ? 0 : 1;
      if (isLinted) {
        for (const document of await documentsOf(file)) {
          await this.lintDocument(document, counts, token);
        }
      }
    }
    return counts;
  }

  private async lintDocument(
    document: vscode.TextDocument,
    counts: LintCounts,
    token: vscode.CancellationToken,
  ): Promise<void> {
    counts.losses += (await this.documents.get(document, token)).length;
    for (const { severity } of withSeverities(await this.documents.diagnosticsOf(document), document.uri)) {
      counts[severity === 'error' ? 'errors' : severity === 'warning' ? 'warnings' : 'information'] += 1;
    }
    await this.diagnostics.keep(document);
  }
}

async function showSummary(counts: LintCounts): Promise<void> {
  const { features, lint } = messages();
  const { showProblems } = features.lossStatus;
  const chosen = await vscode.window.showInformationMessage(
    lint.summary({ ...counts, fixed: 0 }),
    showProblems,
  );
  if (chosen === showProblems) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

async function configuresLoss(file: vscode.Uri): Promise<boolean> {
  const { size } = await vscode.workspace.fs.stat(file);
  return size <= LARGEST_CONFIGURATION && mayConfigureLoss(await textOf(file));
}

async function textOf(file: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** The documents of a file: of a notebook its cells with code. */
async function documentsOf(file: vscode.Uri): Promise<vscode.TextDocument[]> {
  if (!file.path.endsWith('.ipynb')) {
    return [await vscode.workspace.openTextDocument(file)];
  }
  const notebook = await vscode.workspace.openNotebookDocument(file);
  return notebook
    .getCells()
    .map(({ document }) => document)
    .filter(({ languageId }) => CODE_LANGUAGES.includes(languageId));
}
