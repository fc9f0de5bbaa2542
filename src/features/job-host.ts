import * as vscode from 'vscode';
import type { JobHost } from '../workers/run-job';
import type { Workers } from '../workers/start-worker';
import { errorText } from './messages';
import { type FileOpener, fileLabel, readWorkspaceFile } from './workspace-file';

/** The host's way to open files and to start workers. `tensor-features.node.ts` and `.web.ts` each supply one. */
export interface TensorAccess {
  readonly openFile: FileOpener;
  readonly workers: Workers;
}

/** Runs jobs on files of the workspace. Files are named by their URIs. */
export function jobHost({ openFile, workers }: TensorAccess, log: vscode.LogOutputChannel): JobHost {
  return {
    workers,
    open: async (uri) => openFile(vscode.Uri.parse(uri, true)),
    contentOf: async (text) => {
      const uri = vscode.Uri.parse(text, true);
      const content =
        workers.openFiles && uri.scheme === 'file'
          ? { path: uri.fsPath }
          : { bytes: await readWorkspaceFile(uri) };
      return { uri: text, name: fileLabel(uri), content };
    },
    warn: (reason) => log.warn(errorText(reason)),
  };
}
