// Unpacks a VSIX, so that tests run what users install and not what lies in the checkout.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** The folder of the extension inside a VSIX; beside it lies only what the Marketplace reads. */
const EXTENSION_FOLDER = 'extension/';

/**
 * @param {string} vsix path of the file
 * @param {string} folder where the extension goes; what was there is removed
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
