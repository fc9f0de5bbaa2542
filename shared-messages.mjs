/**
 * In Node, the English sentences are a bundle of their own, which all others share: each would have them otherwise.
 * @type {import('esbuild').Plugin}
 */
export const sharedMessages = {
  name: 'shared-messages',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.(?:\.?\/)+(?:messages\/)?en$/ }, ({ kind }) =>
      kind === 'import-statement' ? { path: './en.js', external: true } : undefined,
    ),
};
