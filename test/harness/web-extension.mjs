// VS Code takes the browser's bundle only of an extension that has no `main`.
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Makes an extension for the browser's extension host: links to everything of this one, and a manifest without `main`.
 * @param {string} extension the extension's folder
 * @param {string} folder where the other is made; what was there is removed
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
