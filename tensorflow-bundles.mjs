/**
 * The TensorFlow.js that comes with the product: one bundle for Node and for browsers, which its users evaluate.
 * @type {import('esbuild').BuildOptions}
 */
export const embeddedTensorFlow = {
  bundle: true,
  platform: 'browser',
  format: 'cjs',
  target: 'es2022',
  entryPoints: { tensorflow: 'src/tensorflow/embedded.ts' },
  alias: {
    // Without layers, data and the other backends.
    '@tensorflow/tfjs': '@tensorflow/tfjs-core',
    util: './src/tensorflow/node-util.ts',
  },
};

/**
 * The process of the native TensorFlow.js, which is never bundled.
 * @type {import('esbuild').BuildOptions}
 */
export const nativeTensorFlow = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'es2022',
  entryPoints: { 'tensorflow-process': 'src/tensorflow/process.node.ts' },
  alias: { '@tensorflow/tfjs': './src/tensorflow/found-tensorflow.cjs' },
};
