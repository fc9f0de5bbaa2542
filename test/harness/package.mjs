// npm run package: builds for users and packs the VSIX. It must be small, and vsce must not warn.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { must, root, say } from './steps.mjs';

/** Largest VSIX in bytes. */
const MOST_BYTES = 3_000_000;

/** Largest extension.js in bytes: VS Code loads it with every Python or TypeScript file. */
const MOST_BYTES_AT_ACTIVATION = 20_000;

const vsix = join(root, 'focal-loss.vsix');
await must(process.execPath, ['esbuild.mjs', '--production']);
const packed = await must(process.execPath, [
  join('node_modules', '@vscode', 'vsce', 'vsce'),
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  // vsce needs a repository to turn the paths of the README's pictures in docs/ into absolute addresses.
  '--no-rewrite-relative-links',
  `--out=${vsix}`,
]);
say(packed.trim());
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
