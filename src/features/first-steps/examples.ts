import * as vscode from 'vscode';
import { version } from '../../../package.json';
import { EXAMPLE_FILES, type ExampleFile } from '../../example-files';
import { loadMessages, messages } from '../messages';
import { exists } from '../workspace-file';

/** Code with focal losses to hover on. */
const CODE: ExampleFile = 'train.py';

/** Logits and targets of a detector. */
const TENSORS: ExampleFile = 'data/focal_epoch16.npz';

/** @param context the extension, whose global storage takes the copies of single examples */
export async function createExamples(context: vscode.ExtensionContext): Promise<Examples> {
  await loadMessages();
  return new Examples(context);
}

/** The examples that come with the extension. They are copied before they are opened, so that they may be changed. */
export class Examples {
  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Opens the code beside the walkthrough. */
  async openCode(): Promise<void> {
    await vscode.window.showTextDocument(await this.stored(CODE), { viewColumn: vscode.ViewColumn.Beside });
  }

  /** Returns what *Check Tensors* does. */
  async checkTensors(): Promise<unknown> {
    return vscode.commands.executeCommand('focalLoss.checkTensors', await this.stored(TENSORS));
  }

  /** Copies all examples into a folder that the user chooses, and opens them there. Files that are there stay. */
  async openWorkspace(): Promise<void> {
    const { examplesTitle, examplesHere } = messages().features;
    const [parent] =
      (await vscode.window.showOpenDialog({
        title: examplesTitle,
        openLabel: examplesHere,
        canSelectFiles: false,
        canSelectFolders: true,
      })) ?? [];
    if (parent === undefined) {
      return;
    }
    const folder = vscode.Uri.joinPath(parent, 'focal-loss-examples');
    for (const file of EXAMPLE_FILES) {
      await this.copy(file, folder);
    }
    const forceNewWindow = vscode.workspace.workspaceFolders !== undefined;
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow });
  }

  private stored(file: ExampleFile): Promise<vscode.Uri> {
    return this.copy(file, vscode.Uri.joinPath(this.context.globalStorageUri, `examples-${version}`));
  }

  private async copy(file: ExampleFile, folder: vscode.Uri): Promise<vscode.Uri> {
    const target = vscode.Uri.joinPath(folder, file);
    if (!(await exists(target))) {
      const original = vscode.Uri.joinPath(this.context.extensionUri, 'examples', file);
      await vscode.workspace.fs.writeFile(target, await vscode.workspace.fs.readFile(original));
    }
    return target;
  }
}
