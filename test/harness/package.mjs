// npm run package: builds for users and packs the VSIX. It must be small, and vsce must not warn.
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { must, root, say } from './steps.mjs';

/** Largest VSIX in bytes; the pictures of the README take half a million, TensorFlow.js a tenth of one. */
const MOST_BYTES = 5_000_000;

/** Largest extension.js in bytes: VS Code loads it with every Python or TypeScript file. */
const MOST_BYTES_AT_ACTIVATION = 20_000;

const vsix = join(root, 'focal-loss.vsix');
await must(process.execPath, ['esbuild.mjs', '--production']);
const packed = await must(process.execPath, [
  join('node_modules', '@vscode', 'vsce', 'vsce'),
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  // vsce needs a repository to turn the README's relative paths into absolute addresses.
  '--no-rewrite-relative-links',
  `--out=${vsix}`,
]);
say(packed.trim());
await inlinePictures();
const { size } = await stat(vsix);
const { size: sizeAtActivation } = await stat(join(root, 'dist', 'extension.js'));
if (sizeAtActivation >= MOST_BYTES_AT_ACTIVATION) {
  say(`dist/extension.js must stay below ${MOST_BYTES_AT_ACTIVATION} bytes, and has ${sizeAtActivation}.`);
}
say(`The VSIX has ${(size / 1e6).toFixed(2)} MB.`);
const warned = /\bwarn/i.test(packed);
if (warned) {
  say('vsce warns: see above.');
}
if (size >= MOST_BYTES) {
  say(`It must stay below ${MOST_BYTES / 1e6} MB.`);
}
process.exitCode = warned || size >= MOST_BYTES || sizeAtActivation >= MOST_BYTES_AT_ACTIVATION ? 1 : 0;

/**
 * Puts the README's pictures into the packed README, where a page that allows pictures in the text shows them. VS Code's
 * page of an extension allows those from the web alone (seen in 1.139), and shows no mark for the others, since
 * they have no text in their place. vsce refuses such a README, so it is changed after packing.
 */
async function inlinePictures() {
  const files = unzipSync(await readFile(vsix));
  const name = 'extension/readme.md';
  let text = new TextDecoder().decode(files[name]);
  for (const [markdown, path = ''] of text.matchAll(/!\[[^\]]*\]\(([\w/-]+\.webp)\)/g)) {
    const picture = await readFile(join(root, ...path.split('/')));
    text = text.replace(markdown, `<img alt="" src="data:image/webp;base64,${picture.toString('base64')}">`);
  }
  files[name] = new TextEncoder().encode(text);
  await writeFile(vsix, zipSync(files, { level: 9 }));
}
