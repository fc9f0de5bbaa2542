import type { WorkerEnd } from '../../facts';

/** Opening and reading files, and the workers that do it. */
export const fileProblems = {
  'no-such-file': 'there is no such file',
  'no-such-folder': 'there is no such file: a part of its path is no folder',
  'permissions-forbid': 'it may not be read: its permissions forbid it',
  'system-forbids': 'it may not be read: the system forbids it',
  'folder-for-file': 'expected a file, found a folder',
  'other-for-file': 'expected a file, found something else',
  'too-many-open': 'too many files are open',
  'disk-error': 'the disk reports an input/output error',
  'cannot-be-read': ({ reason }: { reason: string }) => `the file cannot be read (${reason})`,
  'only-read-whole': ({ scheme, most, found }: { scheme: string; most: number; found: number }) =>
    `expected at most ${most} bytes, because "${scheme}" files can only be read whole, found ${found}; open the file from a local or remote folder in VS Code for the desktop`,
  'size-changed': ({ before, now }: { before: number; now: number }) =>
    `the file changed from ${before} to ${now} bytes while it was read; read it again`,
  changed: 'the file changed while it was read; read it again',
  'deleted-or-replaced': 'the file was deleted or replaced while it was read',
  truncated: ({ expected, found }: { expected: number; found: number }) =>
    `expected ${expected} bytes here, but the file ends after ${found} of them: it is truncated`,
  'ends-while-read': 'the file ends while it is read: it was cut off',
  'values-missing': ({ expected, found }: { expected: number; found: number }) =>
    `expected ${expected} values, found ${found}: the file was cut off or changed while it was read.`,
  'array-gone': 'there is no such array any more',
  'csv-too-large': ({ most, found }: { most: number; found: number }) =>
    `a CSV file holds at most ${most} values, ${found} are selected`,

  'worker-not-started': ({ end }: { end: WorkerEnd }) =>
    `The work is done in the extension host's own thread, since no worker was started: ${endText(end)}.`,
  'worker-crashed': ({ end }: { end: WorkerEnd }) =>
    `The work ended unexpectedly (${endText(end)}). Run it again.`,
};

function endText(end: WorkerEnd): string {
  switch (end.kind) {
    case 'exited':
      return `the worker exited with code ${end.code}`;
    case 'silent':
      return `it did not answer within ${end.seconds} s`;
    case 'unreadable-message':
      return 'a message of the worker could not be read';
    case 'no-script':
      return 'its script was not loaded';
    case 'error':
      return end.reason;
  }
}
