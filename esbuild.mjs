// Builds every bundle: the extension for Node and for the web worker host, the command line, the webviews.
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { build, context } from 'esbuild';
import { kernelForEsbuild } from './compile-kernel.mjs';
import { loadedLater } from './loaded-later.mjs';
import { sharedMessages } from './shared-messages.mjs';
import { embeddedTensorFlow, nativeTensorFlow } from './tensorflow-bundles.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'info',
  target: 'es2022',
  legalComments: 'none',
  plugins: [kernelForEsbuild],
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...shared,
  outdir: 'dist',
  platform: 'node',
  format: 'cjs',
};

/**
 * Imports at run time by `require`, in which VS Code provides its module, and which needs no loader of ES modules.
 * @type {import('esbuild').BuildOptions}
 */
const requiring = { ...node, supported: { 'dynamic-import': false } };

/** @type {import('esbuild').BuildOptions} */
const web = {
  ...shared,
  outdir: 'dist',
  platform: 'browser',
  // tree-sitter imports Node's modules only when it runs in Node.
  external: ['vscode', 'fs', 'fs/promises', 'module', 'path', 'url'],
  // A browser has no Buffer.
  alias: { 'csv-parse/sync': 'csv-parse/browser/esm/sync' },
  // tree-sitter reads its script's address while it loads, and a worker has none. It looks for no file at that address,
  // since the grammars are handed to it.
  define: { document: '{"currentScript":{"src":"extension.web.js"}}' },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...requiring,
    entryPoints: { extension: 'src/extension.ts' },
    external: ['vscode'],
    plugins: [loadedLater],
  },
  {
    ...requiring,
    entryPoints: {
      plot: 'src/features/plot/plot.ts',
      'first-steps.node': 'src/features/first-steps/first-steps.node.ts',
      'tensor-features.node': 'src/features/tensor-features.node.ts',
    },
    external: ['vscode'],
    plugins: [kernelForEsbuild, loadedLater, sharedMessages],
  },
  {
    // tree-sitter declares a `require` of its own around its import, so that no import there may become one.
    ...node,
    entryPoints: { 'code-features.node': 'src/features/code-features.node.ts' },
    external: ['vscode'],
    plugins: [loadedLater, sharedMessages],
  },
  {
    // As tree-sitter needs it, and without what no other command needs.
    ...node,
    entryPoints: { 'lint-command': 'src/cli/lint-command.ts' },
    plugins: [loadedLater, sharedMessages],
  },
  { ...web, entryPoints: { 'extension.web': 'src/extension.web.ts' }, format: 'cjs' },
  {
    ...node,
    entryPoints: { 'check-worker': 'src/workers/check-worker.node.ts' },
    plugins: [kernelForEsbuild, sharedMessages],
  },
  { ...web, entryPoints: { 'check-worker.web': 'src/workers/check-worker.web.ts' }, format: 'iife' },
  // One bundle for Node and for browsers.
  { ...web, entryPoints: { 'code-worker': 'src/workers/code-worker.ts' }, format: 'cjs' },
  { ...shared, ...embeddedTensorFlow, outdir: 'dist' },
  { ...shared, ...nativeTensorFlow, outdir: 'dist' },
  { ...node, entryPoints: { 'kernel-worker': 'src/kernel/worker.node.ts' } },
  {
    ...requiring,
    entryPoints: { cli: 'src/cli.ts' },
    banner: { js: '#!/usr/bin/env node' },
    plugins: [loadedLater],
  },
  {
    ...requiring,
    entryPoints: { 'command-line': 'src/cli/command-line.ts' },
    plugins: [kernelForEsbuild, loadedLater, sharedMessages],
  },
  { ...node, entryPoints: { en: 'src/messages/en.ts', 'zh-cn': 'src/messages/zh-cn.ts' } },
  {
    ...shared,
    entryPoints: {
      answers: 'webview/answers/main.ts',
      plot: 'webview/plot/main.ts',
      'loss-plot': 'webview/loss-plot/main.ts',
      report: 'webview/report/main.ts',
      viewer: 'webview/viewer/main.ts',
    },
    outdir: 'dist/webview',
    platform: 'browser',
    format: 'esm',
    // Lit, Plot and the elements are in chunks that the pages share.
    splitting: true,
    chunkNames: 'chunks/[hash]',
    tsconfig: 'webview/tsconfig.json',
  },
];

const ASSETS = [
  ['node_modules/@vscode/codicons/dist/codicon.css', 'dist/webview/codicon.css'],
  ['node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/webview/codicon.ttf'],
  ['node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter.wasm', 'dist/grammars/tree-sitter.wasm'],
  [
    'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm',
    'dist/grammars/tree-sitter-python.wasm',
  ],
  ['node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-tsx.wasm', 'dist/grammars/tree-sitter-tsx.wasm'],
  [
    'node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm',
    'dist/grammars/tree-sitter-typescript.wasm',
  ],
];

await rm('dist', { recursive: true, force: true });
await mkdir('dist/webview', { recursive: true });
await mkdir('dist/grammars', { recursive: true });
await Promise.all(ASSETS.map(([from, to]) => copyFile(from, to)));

if (watch) {
  const contexts = await Promise.all(bundles.map((bundle) => context(bundle)));
  await Promise.all(contexts.map((bundle) => bundle.watch()));
} else {
  await Promise.all(bundles.map((bundle) => build(bundle)));
}
