// Runs a TypeScript script of test/ with its arguments: node test/harness/run-typescript.mjs test/harness/run-suites.ts
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { resultsFolder } from './steps.mjs';

const [script, ...words] = process.argv.slice(2);
if (script === undefined) {
  throw new Error('Which script?');
}
const outfile = join(resultsFolder, 'scripts', `${parse(script).name}.mjs`);
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: 'inline',
  logLevel: 'error',
});
process.argv = [process.argv[0] ?? 'node', outfile, ...words];
await import(pathToFileURL(outfile).href);
