// Bundles the programs that the bench measures, minified like the product, into test-results/bench:
// node test/bench/bundle.mjs
import { join } from 'node:path';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../compile-kernel.mjs';
import { resultsFolder, root } from '../harness/steps.mjs';

const outdir = join(resultsFolder, 'bench');
/** @satisfies {import('esbuild').BuildOptions} */
const common = {
  outdir,
  bundle: true,
  minify: true,
  target: 'es2022',
  plugins: [kernelForEsbuild],
  logLevel: 'error',
};

await build({
  ...common,
  entryPoints: {
    'check-variant': join(root, 'test/bench/check-variant.ts'),
    limits: join(root, 'test/bench/limits.ts'),
    stream: join(root, 'test/bench/stream.ts'),
    'kernel-worker': join(root, 'src/kernel/worker.node.ts'),
    'editor-measures': join(root, 'test/bench/editor-measures.ts'),
  },
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});
await build({
  ...common,
  entryPoints: { 'check-in-memory': join(root, 'test/bench/check-in-memory.ts') },
  platform: 'browser',
  format: 'iife',
  globalName: 'checkInMemory',
  footer: { js: 'globalThis.checkInMemory = checkInMemory;' },
});
