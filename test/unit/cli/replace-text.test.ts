import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { replaceText } from '../../../src/cli/replace-text';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'focal-loss-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file with another text', () => {
  it('keeps its permissions, its other names and nothing beside it', async () => {
    const [file, link] = [join(folder, 'loss.py'), join(folder, 'link.py')];
    await writeFile(file, 'old');
    await chmod(file, 0o666);
    await symlink('loss.py', link);
    await replaceText(link, 'old', 'new');
    expect(await readFile(file, 'utf8')).toBe('new');
    expect((await stat(file)).mode & 0o777).toBe(0o666);
    expect((await readdir(folder)).toSorted()).toEqual(['link.py', 'loss.py']);
  });

  it('is left as it is where it was changed meanwhile, is not in UTF-8 or is gone', async () => {
    const file = join(folder, 'changed.py');
    await writeFile(file, 'newer');
    await expect(replaceText(file, 'old', 'new')).rejects.toThrow('was changed while it was looked into');
    expect(await readFile(file, 'utf8')).toBe('newer');
    await writeFile(file, Buffer.from('größe', 'latin1'));
    await expect(replaceText(file, 'gr\ufffd\ufffde', 'new')).rejects.toThrow('expected text in UTF-8');
    await rm(file);
    await expect(replaceText(file, 'old', 'new')).rejects.toThrow('cannot be replaced');
  });
});
