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
import { fileLabel } from '../workspace-file';
import { searchWorkspace } from '../workspace-search';
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
  notUnderstood: number;
  /** The files that could not be opened. */
  readonly leftOut: string[];
}

/** Files that are read at once: more of them take memory, and fewer wait for each other. */
const READ_AT_ONCE = 32;

/** Shows in Problems what is wrong with the focal losses of all files of the workspace. It can be cancelled. */
export class LintWorkspace implements vscode.Disposable {
  /** The files whose losses were run, which are looked at again when they change. */
  private readonly linted = new Set<string>();
  private watching: vscode.Disposable | undefined;
  private running: Promise<LintCounts> | undefined;

  constructor(
    private readonly documents: JudgedDocuments,
    private readonly diagnostics: LossDiagnostics,
  ) {}

  /** Returns what was found until the end or the cancel. Asked for again meanwhile, it goes on. */
  run(): Promise<LintCounts> {
    this.running ??= this.start().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  dispose(): void {
    this.watching?.dispose();
  }

  /** The summary stays on the screen after the end. */
  private async start(): Promise<LintCounts> {
    this.watching ??= this.watch();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: messages().features.lintWorkspace.title,
      cancellable: true,
    };
    const { counts, isCancelled } = await vscode.window.withProgress(options, async (progress, token) => ({
      counts: await this.lint((message, increment) => progress.report({ message, increment }), token),
      isCancelled: token.isCancellationRequested,
    }));
    void showSummary(counts, isCancelled);
    return counts;
  }

  private watch(): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    const renew = (file: vscode.Uri): void => {
      if (this.linted.has(file.toString())) {
        void this.renew(file);
      }
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(renew),
      watcher.onDidCreate(renew),
      // Also of a folder, of whose files VS Code does not tell.
      watcher.onDidDelete((gone) => this.diagnostics.forget(gone)),
    );
  }

  /** Looks again at a file that changed, unless an editor has it: then it is watched anyway. */
  private async renew(file: vscode.Uri): Promise<void> {
    const isOpen = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === file.toString());
    if (isOpen) {
      return;
    }
    this.diagnostics.forget(file);
    for (const document of (await documentsOf(file)) ?? []) {
      await this.diagnostics.keep(document);
    }
  }

  /** @param report called with the next file, and with the share of one file in percent */
  private async lint(
    report: (file: string, increment: number) => void,
    token: vscode.CancellationToken,
  ): Promise<LintCounts> {
    const counts: LintCounts = {
      files: 0,
      losses: 0,
      errors: 0,
      warnings: 0,
      information: 0,
      notUnderstood: 0,
      leftOut: [],
    };
    const extensions = [...CODE_EXTENSIONS, ...CONFIGURATION_EXTENSIONS];
    const files = await searchWorkspace({ extensions, skipped: [...SKIPPED_FOLDERS] }, token);
    for (let at = 0; at < files.length; at += READ_AT_ONCE) {
      const some = files.slice(at, at + READ_AT_ONCE);
      const relevances = await Promise.all(some.map(relevanceOf));
      for (const [index, file] of some.entries()) {
        if (token.isCancellationRequested) {
          return counts;
        }
        report(fileLabel(file), 100 / files.length);
        const relevance = relevances[index];
        // Most files of YAML and JSON are data.
        counts.files += relevance === 'data' ? 0 : 1;
        const documents = relevance === 'mayHaveLoss' ? await documentsOf(file) : [];
        if (!documents || relevance === 'unreadable') {
          counts.leftOut.push(fileLabel(file));
        }
        for (const document of documents ?? []) {
          this.linted.add(file.toString());
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
    const losses = await this.documents.get(document, token);
    if (token.isCancellationRequested) {
      return;
    }
    counts.losses += losses.length;
    counts.notUnderstood += losses.filter(({ verdict }) => verdict.notUnderstood !== null).length;
    for (const { severity } of withSeverities(await this.documents.diagnosticsOf(document), document.uri)) {
      counts[severity === 'error' ? 'errors' : severity === 'warning' ? 'warnings' : 'information'] += 1;
    }
    await this.diagnostics.keep(document);
  }
}

async function showSummary(counts: LintCounts, isCancelled: boolean): Promise<void> {
  const { features, lint } = messages();
  const { cancelled, leftOut } = features.lintWorkspace;
  const { showProblems } = features.lossStatus;
  const sentences = [
    ...(isCancelled ? [cancelled] : []),
    lint.summary({ ...counts, fixed: 0 }),
    ...(counts.leftOut.length > 0 ? [leftOut(counts.leftOut)] : []),
  ];
  const chosen = await vscode.window.showInformationMessage(messages().paragraph(sentences), showProblems);
  if (chosen === showProblems) {
    await vscode.commands.executeCommand('workbench.actions.view.problems');
  }
}

/** What a look at the bytes of a file tells. */
type Relevance = 'mayHaveLoss' | 'otherCode' | 'data' | 'unreadable';

async function relevanceOf(file: vscode.Uri): Promise<Relevance> {
  const isConfigured = isConfiguration(file.path);
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    if (isConfigured && size > LARGEST_CONFIGURATION) {
      return 'data';
    }
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    if (isConfigured) {
      return mayConfigureLoss(text) ? 'mayHaveLoss' : 'data';
    }
    return mayHaveLoss(text) ? 'mayHaveLoss' : 'otherCode';
  } catch (error) {
    // Such as a link to nowhere, or a file that was deleted meanwhile.
    if (error instanceof vscode.FileSystemError) {
      return 'unreadable';
    }
    throw error;
  }
}

/** The documents of a file, of a notebook its cells with code; undefined where VS Code opens none, as of a binary file. */
async function documentsOf(file: vscode.Uri): Promise<vscode.TextDocument[] | undefined> {
  try {
    if (!file.path.endsWith('.ipynb')) {
      return [await vscode.workspace.openTextDocument(file)];
    }
    const notebook = await vscode.workspace.openNotebookDocument(file);
    return notebook
      .getCells()
      .map(({ document }) => document)
      .filter(({ languageId }) => CODE_LANGUAGES.includes(languageId));
  } catch {
    return undefined;
  }
}
