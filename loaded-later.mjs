import { parse } from 'node:path';

/**
 * In Node, what is imported dynamically is a bundle of its own, so that activation loads `extension.js` and no more, and
 * `cli.js` can turn the compile cache on first. A web extension is a single file, within which those modules are only
 * evaluated later.
 * @type {import('esbuild').Plugin}
 */
export const loadedLater = {
  name: 'loaded-later',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${parse(path).base}.js`, external: true } : undefined,
    ),
};
