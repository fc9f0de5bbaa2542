import { extensionOf } from '../../tensor/file-names';

/** Characters of the largest configuration that is read. */
export const LARGEST_CONFIGURATION = 1_000_000;

const EXTENSIONS: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json']);

/** True for a file that may configure a loss. */
export function isConfiguration(file: string): boolean {
  return EXTENSIONS.has(extensionOf(file));
}
