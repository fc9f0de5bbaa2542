// Unpacks a VSIX, so that tests run the extension that users install, not the checkout.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Folder of the extension in a VSIX. The files beside it are for the Marketplace. */
const EXTENSION_FOLDER = 'extension/';

/**
 * @param {string} vsix path of the file
 * @param {string} folder target folder; its former content is removed
 */
export async function unpackVsix(vsix, folder) {
  await rm(folder, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(unzipSync(await readFile(vsix)))) {
    if (!name.startsWith(EXTENSION_FOLDER) || name.endsWith('/')) {
      continue;
    }
    const path = join(folder, name.slice(EXTENSION_FOLDER.length));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
