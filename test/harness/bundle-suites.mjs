// Bundles the suites of test/vscode/ into one module that VS Code loads into its extension host.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { resultsFolder, root } from './steps.mjs';

const suitesFolder = join(root, 'test', 'vscode');

/**
 * @param {{ web?: boolean, only?: string }} [options] `web` bundles for the browser's extension host, without the suites
 *   whose names end in `.node.test.ts`; `only` keeps the suites whose file names contain it
 * @returns {Promise<string>} path of the module
 */
export async function bundleSuites({ web = false, only = '' } = {}) {
  const names = (await readdir(suitesFolder)).filter(
    (name) => name.endsWith('.test.ts') && name.includes(only) && !(web && name.endsWith('.node.test.ts')),
  );
  const outfile = join(resultsFolder, web ? 'suites.web.js' : 'suites.js');
  await build({
    stdin: {
      contents: [
        `globalThis.loadSuites = () => { ${names.map((name) => `require('./${name}');`).join(' ')} };`,
        `export { run } from './index';`,
      ].join('\n'),
      resolveDir: suitesFolder,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    format: 'iife',
    globalName: 'suites',
    // Hides the module's exports from Mocha's browser build, which would use them as its own.
    banner: { js: 'module.exports = (() => { let exports, module;' },
    footer: { js: 'return suites; })();' },
    platform: web ? 'browser' : 'node',
    target: 'es2022',
    external: ['vscode'],
    alias: web ? { mocha: join(root, 'test', 'harness', 'mocha.web.mjs') } : {},
    define: web ? { global: 'globalThis', 'process.env.NODE_ENV': '"test"' } : {},
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outfile;
}
