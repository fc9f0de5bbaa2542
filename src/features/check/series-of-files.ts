import * as vscode from 'vscode';
import { selectArrays } from '../../check/input/select-arrays';
import { naturalOrder } from '../../format/natural-order';
import type { TensorHost } from '../../services/service';
import { withTensorFiles } from '../../services/tensor-files';
import { TensorFileError } from '../../tensor/tensor-file';
import { readSavedReport } from './saved-report';

/**
 * The files in their natural order if each can be checked by itself, such as those of all epochs; undefined if they
 * belong together, such as one with logits and one with targets.
 */
export async function seriesOf(
  host: TensorHost,
  files: readonly vscode.Uri[],
): Promise<string[] | undefined> {
  for (const file of files) {
    if (!(await isComplete(host, file.toString()))) {
      return undefined;
    }
  }
  return files.map(String).sort(naturalOrder);
}

/** True for a saved report and for a file in which logits and targets are found. */
async function isComplete(host: TensorHost, file: string): Promise<boolean> {
  try {
    if ((await readSavedReport(vscode.Uri.parse(file, true))) !== undefined) {
      return true;
    }
    await withTensorFiles(host, [file], async (opened) => selectArrays({ files: [...opened.values()] }));
    return true;
  } catch (error) {
    if (error instanceof TensorFileError) {
      return false;
    }
    throw error;
  }
}
