import * as vscode from 'vscode';
import { EXPLAINED_EXTENSIONS } from '../../tensor/formats/foreign';
import { TENSOR_EXTENSIONS } from '../../tensor/formats/formats';
import { partnerNames } from '../../tensor/partners';
import { messages } from '../messages';
import { exists } from '../workspace-file';
import { pickFiles } from './pick-files';

/**
 * The files to check: those selected in the Explorer, else the one in the active editor, else those that the user picks.
 * The partner of a single `.npy` in the same folder is added.
 * @param clicked the file whose context menu was used
 * @param selected all files selected in the Explorer
 * @returns undefined when the user picks none
 */
export async function findFiles(
  clicked: vscode.Uri | undefined,
  selected: readonly vscode.Uri[] | undefined,
): Promise<vscode.Uri[] | undefined> {
  const given =
    selected !== undefined && selected.length > 0 ? [...selected] : clicked === undefined ? [] : [clicked];
  const files =
    given.length > 0 ? given : (activeFile() ?? (await pickFiles(messages().features.checkWhichTensors)));
  if (files === undefined) {
    return undefined;
  }
  const [only] = files;
  return files.length === 1 && only !== undefined ? withPartner(only) : files;
}

function activeFile(): vscode.Uri[] | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  if (uri === undefined) {
    return undefined;
  }
  return [...TENSOR_EXTENSIONS, ...EXPLAINED_EXTENSIONS].some((extension) =>
    uri.path.toLowerCase().endsWith(`.${extension}`),
  )
    ? [uri]
    : undefined;
}

async function withPartner(uri: vscode.Uri): Promise<vscode.Uri[]> {
  const folder = vscode.Uri.joinPath(uri, '..');
  for (const name of uri.path.toLowerCase().endsWith('.npy') ? partnerNames(uri.path) : []) {
    const partner = vscode.Uri.joinPath(folder, name);
    if (await exists(partner)) {
      return [uri, partner];
    }
  }
  return [uri];
}
