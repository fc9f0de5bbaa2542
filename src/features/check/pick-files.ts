import * as vscode from 'vscode';
import { naturalOrder } from '../../format/natural-order';
import { bytesText } from '../../format/thousands-text';
import { momentText } from '../../format/time-text';
import { baseName } from '../../tensor/file-names';
import { CONFIGURATION_FILE, FORMATS, TENSOR_EXTENSIONS } from '../../tensor/formats/formats';
import { messages } from '../messages';
import { searchWorkspace } from '../workspace-search';

interface FileItem extends vscode.QuickPickItem {
  /** Undefined to browse for files. */
  readonly uri?: vscode.Uri;
}

/** Files written within so many milliseconds come from the same run, and are listed by their names. */
const SAME_RUN = 60_000;

/**
 * Lets the user pick tensor files of the workspace, the newest first, or any file through the file dialog.
 * @param except URIs of files that are not offered
 */
export async function pickFiles(
  title: string,
  except: readonly string[] = [],
): Promise<vscode.Uri[] | undefined> {
  const found = await searchWorkspace({
    extensions: TENSOR_EXTENSIONS,
    skipped: ['node_modules'],
    most: 1000,
  });
  const offered = found.filter(
    (uri) => !CONFIGURATION_FILE.test(baseName(uri.path)) && !except.includes(uri.toString()),
  );
  const items = await itemsOf(offered);
  const browse: FileItem = { label: `$(folder-opened) ${messages().features.browse}`, alwaysShow: true };
  const picked = await vscode.window.showQuickPick<FileItem>([...items, browse], {
    title,
    placeHolder: messages().features.tensorFiles(FORMATS.map(({ name }) => name)),
  });
  if (picked === undefined) {
    return undefined;
  }
  if (picked.uri !== undefined) {
    return [picked.uri];
  }
  return vscode.window.showOpenDialog({
    title,
    canSelectMany: true,
    filters: { [messages().features.tensors]: [...TENSOR_EXTENSIONS] },
  });
}

/** Lets the user pick a file through the file dialog, which opens in a folder; undefined when the user picks none. */
export async function pickFile(title: string, folder: vscode.Uri): Promise<string | undefined> {
  const [file] = (await vscode.window.showOpenDialog({ title, defaultUri: folder })) ?? [];
  return file?.toString();
}

async function itemsOf(uris: readonly vscode.Uri[]): Promise<FileItem[]> {
  const files = await Promise.all(
    uris.map(async (uri) => ({
      uri,
      label: vscode.workspace.asRelativePath(uri),
      // A file may go away before it is asked about.
      stat: await Promise.resolve(vscode.workspace.fs.stat(uri)).catch(() => undefined),
    })),
  );
  const run = (stat: vscode.FileStat | undefined) => Math.floor((stat?.mtime ?? 0) / SAME_RUN);
  return files
    .sort((one, other) => run(other.stat) - run(one.stat) || naturalOrder(one.label, other.label))
    .map(({ uri, label, stat }) => ({
      uri,
      label,
      ...(stat === undefined
        ? {}
        : {
            description: `${bytesText(stat.size)}, ${momentText(new Date(stat.mtime).toISOString())}`,
          }),
    }));
}
