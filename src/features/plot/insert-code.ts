import * as vscode from 'vscode';
import type { LossParameters } from '../../protocol/plot';

/** Remembers the text editor that was used last: while the plot has the focus, VS Code knows of no active one. */
export class LastTextEditor implements vscode.Disposable {
  private document = codeDocument(vscode.window.activeTextEditor);
  private readonly subscription = vscode.window.onDidChangeActiveTextEditor((editor) => {
    this.document = codeDocument(editor) ?? this.document;
  });

  /** The document of that editor, unless it was closed since. */
  get current(): vscode.TextDocument | undefined {
    return this.document?.isClosed === false ? this.document : undefined;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** Inserts the loss where the user last edited code, or, where nothing is open, into a new file of their choice. */
export async function insertLossAsCode(parameters: LossParameters, editor: LastTextEditor): Promise<void> {
  const document = editor.current ?? (await offerNewFile());
  if (document !== undefined) {
    await vscode.commands.executeCommand('focalLoss.insertSnippet', {
      ...parameters,
      uri: document.uri.toString(),
    });
  }
}

const newFiles = { 'New Python File': 'python', 'New TypeScript File': 'typescript' } as const;

async function offerNewFile(): Promise<vscode.TextDocument | undefined> {
  const choices = Object.keys(newFiles) as (keyof typeof newFiles)[];
  const choice = await vscode.window.showInformationMessage(
    'No code is open to insert the loss into.',
    ...choices,
  );
  return choice === undefined
    ? undefined
    : vscode.workspace.openTextDocument({ language: newFiles[choice], content: '' });
}

function codeDocument(editor: vscode.TextEditor | undefined): vscode.TextDocument | undefined {
  return editor?.document.uri.scheme === 'output' ? undefined : editor?.document;
}
