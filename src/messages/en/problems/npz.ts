/** Problems of NPZ files, which are zip files of NPY entries. */
export const npzProblems = {
  'npz-no-arrays': ({ names, more }: { names: readonly string[]; more: number }) =>
    `expected arrays (.npy entries), found ${entriesText(names, more)}`,

  // An entry.
  'zip-encrypted': 'expected an entry that can be read, found an encrypted one; save it without a password',
  'zip-compression': ({ method }: { method: number }) =>
    `expected a stored or deflated entry, found compression method ${method}`,
  'zip-stored-size': ({ expected, found }: { expected: number; found: number }) =>
    `expected a stored entry of ${expected} bytes, found ${found}: the directory is damaged`,
  'zip-local-header': 'expected the local header of a zip entry, found other bytes',
  'zip-other-entry': ({ expected, found }: { expected: string; found: string }) =>
    `expected the local header of ${JSON.stringify(expected)}, found that of ${JSON.stringify(found)}: the zip directory is damaged`,
  'zip-inflated-too-short': ({ expected, found }: { expected: number; found: number }) =>
    `expected ${expected} bytes after inflating, found ${found}: the entry is truncated`,
  'zip-inflated-too-long': ({ expected }: { expected: number }) =>
    `expected ${expected} bytes after inflating, found more`,
  'zip-not-deflated': ({ reason }: { reason: string }) =>
    `expected deflated data, found a fault in it (${reason}): the data is damaged`,

  // The directory.
  'zip-no-directory':
    'expected a zip directory at the end of the file, found none: the file is truncated or no NPZ file',
  'zip-directory-place': ({ size, end, offset }: { size: number; end: number; offset: number }) =>
    `expected the zip directory of ${size} bytes before byte ${end}, found its offset ${offset}: the file is damaged`,
  'zip-directory-too-large': ({ most, found }: { most: number; found: number }) =>
    `expected a zip directory of at most ${most} bytes, found ${found}`,
  'zip-of-several-disks': 'expected a zip file in one part, found one of several disks',
  'zip64-end': 'expected the zip64 end-of-directory record, found other bytes',
  'zip-no-entry': 'expected an entry of the zip directory, found other bytes',
  'zip-entry-too-long': ({ most, found }: { most: number; found: number }) =>
    `expected an entry of the zip directory of at most ${most} bytes, found one of ${found}`,
  'zip-sizes': ({ found }: { found: number }) =>
    `expected sizes and offsets below 2^53 in the zip directory, found ${found}`,
};

function entriesText(names: readonly string[], more: number): string {
  if (names.length === 0) {
    return 'an empty zip';
  }
  return `a zip with ${names.map((name) => JSON.stringify(name)).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
