// Compiles the kernel's AssemblyScript to WebAssembly, for the bundler and for the unit tests.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Name of the module that exports the compiled kernel as bytes. */
const moduleName = /\/kernel\.wasm$/;

const root = fileURLToPath(new URL('src', import.meta.url));

/** AssemblyScript lies beside the TypeScript that calls it; src/numerics/ is both. */
const sources = ['kernel', 'numerics'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(folder === 'kernel' ? '.as.ts' : '.ts'))
    .map((name) => join(root, folder, name)),
);
const cache = fileURLToPath(new URL('node_modules/.cache/focal-loss', import.meta.url));

const options = [
  'kernel/index.as.ts',
  `--baseDir=${root}`,
  '--outFile=kernel.wasm',
  '--optimizeLevel=3',
  '--noAssert',
  '--runtime=stub',
  '--enable=simd',
  // The host allocates only the memory that it needs, because V8 collects garbage earlier with more memory.
  '--importMemory',
  '--initialMemory=6',
];

/**
 * For Node. V8 does not count shared memory towards its next garbage collection, which is expensive during a check. Only
 * the kernel's own thread uses the memory. Browsers have shared memory only on isolated pages.
 */
const optionsForShared = ['--sharedMemory', '--maximumMemory=65536', '--enable=threads'];

/** @type {Map<boolean, Promise<Uint8Array>>} */
const compiled = new Map();

/**
 * The kernel as WebAssembly. It is compiled if its sources have changed.
 * @param {boolean} isShared true for shared memory
 * @throws with the compiler's messages when the sources do not compile
 */
function compiledKernel(isShared) {
  const kernel =
    compiled.get(isShared) ?? cachedKernel(isShared ? [...options, ...optionsForShared] : options);
  compiled.set(isShared, kernel);
  return kernel;
}

/** @param {readonly string[]} options */
async function cachedKernel(options) {
  const hash = createHash('sha256').update(options.join(' '));
  for (const source of sources) {
    hash.update(await readFile(source));
  }
  const file = join(cache, `kernel-${hash.digest('hex').slice(0, 16)}.wasm`);
  const cached = await readFile(file).catch(() => undefined);
  if (cached !== undefined) {
    return cached;
  }
  const bytes = await compileKernel(options);
  await mkdir(cache, { recursive: true });
  // Renamed into place, since several processes may build at the same time.
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
  return bytes;
}

/** @param {readonly string[]} options */
async function compileKernel(options) {
  // Loaded only when needed: the compiler is large.
  const { default: asc } = await import('assemblyscript/asc');
  /** @type {Uint8Array | undefined} */
  let bytes;
  const { error, stderr } = await asc.main([...options], {
    writeFile: (_name, contents) => {
      if (contents instanceof Uint8Array) {
        bytes = contents;
      }
    },
  });
  if (error !== null || bytes === undefined) {
    throw new Error(`The kernel does not compile.\n${stderr}`);
  }
  return bytes;
}

/** @type {import('esbuild').Plugin} */
export const kernelForEsbuild = {
  name: 'kernel',
  setup(build) {
    const { initialOptions } = build;
    const isShared = initialOptions.platform === 'node';
    initialOptions.define = { ...initialOptions.define, KERNEL_MEMORY_IS_SHARED: String(isShared) };
    build.onResolve({ filter: moduleName }, () => ({ path: 'kernel.wasm', namespace: 'kernel' }));
    build.onLoad({ filter: /^/, namespace: 'kernel' }, async () => ({
      contents: await compiledKernel(isShared),
      loader: 'binary',
      watchFiles: sources,
    }));
  },
};

/**
 * @param {boolean} isShared whether the kernel's memory is, as in Node and not in browsers
 * @returns {import('vitest/config').Plugin}
 */
export const kernelForVitest = (isShared) => ({
  name: 'kernel',
  enforce: 'pre',
  config: () => ({ define: { KERNEL_MEMORY_IS_SHARED: String(isShared) } }),
  resolveId: (name) => (moduleName.test(name) ? '\0kernel.wasm' : null),
  async load(id) {
    if (id !== '\0kernel.wasm') {
      return null;
    }
    const base64 = Buffer.from(await compiledKernel(isShared)).toString('base64');
    return `export default Uint8Array.from(atob('${base64}'), (byte) => byte.charCodeAt(0));`;
  },
});
