// npm run package: builds for users and packs the VSIX, which must be small and which vsce must have nothing to say about.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { must, root, say } from './steps.mjs';

/** Bytes that the VSIX must stay below. */
const mostBytes = 3_000_000;

/** Bytes of what VS Code loads when it activates the extension, with every file of Python or TypeScript. */
const mostBytesAtActivation = 20_000;

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
if (sizeAtActivation >= mostBytesAtActivation)
  say(`dist/extension.js must stay below ${mostBytesAtActivation} bytes, and has ${sizeAtActivation}.`);
say(`The VSIX has ${(size / 1e6).toFixed(2)} MB.`);
const warned = /\bwarn/i.test(packed);
if (warned) say('vsce warns: see above.');
if (size >= mostBytes) say(`It must stay below ${mostBytes / 1e6} MB.`);
process.exitCode = warned || size >= mostBytes || sizeAtActivation >= mostBytesAtActivation ? 1 : 0;
