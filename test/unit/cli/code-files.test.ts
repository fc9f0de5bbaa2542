import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeFilesAt } from '../../../src/cli/code-files';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-'));
  await mkdir(join(folder, 'package'));
  await mkdir(join(folder, 'node_modules'));
  for (const file of ['a.py', 'data.json', 'package/b.ts', 'node_modules/c.js']) {
    await writeFile(join(folder, file), '{}');
  }
  await symlink('..', join(folder, 'package', 'up'));
  await symlink('nothing.py', join(folder, 'nowhere.py'));
  await symlink('circle.py', join(folder, 'circle.py'));
});
afterAll(() => rm(folder, { recursive: true }));

it('finds the code of a folder once, wherever links lead, and goes on after a path that cannot be read', () => {
  const paths = ['missing.py', 'circle.py', '', 'a.py', 'package/../a.py', 'a.py/b.py'].map(
    (path) => `${folder}/${path}`,
  );
  const { files, failures } = codeFilesAt(paths);
  expect(files.map((file) => relative(folder, file))).toEqual(['a.py', join('package', 'b.ts')]);
  expect(failures.map(({ found }) => found.id)).toEqual(['no-such-file', 'cannot-be-read', 'no-such-folder']);
});
