import { execFile } from 'node:child_process';
import { mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTensorFile } from '../../../src/tensor/formats/open';
import { openNodeFile } from '../../../src/tensor/reading/node-file';
import { TensorFileError } from '../../../src/tensor/tensor-file';
import { npyBytes } from '../../reference/npy';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-'));
  path = join(folder, 'logits.npy');
  await writeFile(path, npyBytes('|u1', [100_000], new Uint8Array(100_000).fill(1).buffer));
});

afterEach(() => rm(folder, { recursive: true }));

async function readWhile(reads: 'here' | 'elsewhere', change: () => Promise<void>): Promise<unknown> {
  const file = await openTensorFile(await openNodeFile(path, 'logits.npy', reads));
  try {
    for (const array of file.arrays) {
      for await (const { start } of file.chunks(array, { chunkElements: 1_000 })) {
        if (start === 5_000) {
          await change();
        }
      }
    }
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await file.close();
  }
}

describe.each(['here', 'elsewhere'] as const)('read %s', (reads) => {
  it('a file that does not change is read', async () => {
    expect(await readWhile(reads, async () => expect(path).toContain('logits'))).toBeUndefined();
  });

  it.each([
    ['shrinks', () => truncate(path, 9_000), 'changed from 100128 to 9000 bytes while it was read'],
    ['is written anew', () => writeFile(path, Buffer.alloc(70)), 'changed from 100128 to'],
    ['is touched', () => utimes(path, 1, 1), 'changed while it was read'],
    ['is deleted', () => rm(path), 'deleted or replaced while it was read'],
  ])('a file that %s while it is read is an error', async (_, change, problem) => {
    const error = await readWhile(reads, change);
    expect(error).toBeInstanceOf(TensorFileError);
    expect(String(error)).toContain(problem);
    expect(String(error)).toMatch(/logits\.npy, byte \d+: /);
  });
});

it.each([
  ['missing.npy', 'there is no such file'],
  ['.', 'found a folder'],
  ['logits.npy/inside.npy', 'no folder'],
])('%s cannot be opened', async (name, problem) => {
  await expect(openNodeFile(join(folder, name), name)).rejects.toThrow(`${name}: `);
  await expect(openNodeFile(join(folder, name), name)).rejects.toThrow(problem);
});

// Windows has no such named pipes.
if (process.platform !== 'win32') {
  it('a named pipe is refused, not waited for', async () => {
    const pipe = join(folder, 'pipe.npy');
    await promisify(execFile)('mkfifo', [pipe]);
    await expect(openNodeFile(pipe, 'pipe.npy')).rejects.toThrow(
      'pipe.npy: expected a file, found something',
    );
  });
}
