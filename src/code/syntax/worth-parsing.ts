/** A file without any of these words has no focal loss, and is not parsed. */
export const WORTH_PARSING = /focal|gamma|γ/i;

/** Folders that hold code of others, or none. */
export const SKIPPED_FOLDERS: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  'dist',
  'build',
  'venv',
  'env',
]);
