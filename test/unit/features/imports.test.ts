import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = 'src/features';

it('every feature imports vscode; all else has a place in the pure folders', async () => {
  const names = (await readdir(FOLDER, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const texts = await Promise.all(names.map((name) => readFile(join(FOLDER, name), 'utf8')));
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((_, at) => !texts[at]?.includes("from 'vscode';"))).toEqual([]);
});
