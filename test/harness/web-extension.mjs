// VS Code uses the browser's bundle only if the extension has no `main`.
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes an extension for the browser's extension host: links to all files of `extension`, and a manifest without `main`.
 * @param {string} extension folder of the extension
 * @param {string} folder target folder; its former content is removed
 */
export async function stageWebExtension(extension, folder) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const part of await readdir(extension)) {
    if (part !== 'package.json') {
      await symlink(join(extension, part), join(folder, part), 'junction');
    }
  }
  const { main: _, ...manifest } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
