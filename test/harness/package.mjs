// npm run package: builds for users and packs the VSIX, which must be small and which vsce must have nothing to say about.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { must, root, say } from './steps.mjs';

/** Bytes that the VSIX must stay below. */
const MOST_BYTES = 3_000_000;

/** Bytes of what VS Code loads when it activates the extension, with every file of Python or TypeScript. */
const MOST_BYTES_AT_ACTIVATION = 20_000;

const vsix = join(root, 'focal-loss.vsix');
await must(process.execPath, ['esbuild.mjs', '--production']);
const packed = await must(process.execPath, [
  join('node_modules', '@vscode', 'vsce', 'vsce'),
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  // Without a repository vsce cannot make absolute addresses of the README's pictures, which lie in docs/.
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
