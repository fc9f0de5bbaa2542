// The native backend of TensorFlow.js without its download: compiled against the TensorFlow of the Python environment.
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, must, npm, progress, root, textOf } from './steps.mjs';
import { cache, installServer, newNode, nodePackage } from './vscode-server.mjs';

const PACKAGE = '@tensorflow/tfjs-node';
const VERSION = '4.22.0';
const QUIET = ['--ignore-scripts', '--no-audit', '--no-fund'];

/** TensorFlow as pip unpacked it, with its libraries and headers. */
const tensorflow = join(root, '.venv', 'tensorflow', 'tensorflow');

/**
 * Why this machine cannot have the backend.
 * @returns {Promise<string | null>} null if it can
 */
export async function whyNoNativeTensorFlow() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `the addon is compiled on Linux x64, and this is ${process.platform} ${process.arch}`;
  }
  return (await answers('g++')) ? null : 'there is no g++';
}

/**
 * Compiles the addon, which takes some seconds, unless it is there.
 * @returns {Promise<string>} folder from which the package is found
 */
export async function installNativeTensorFlow() {
  await installServer();
  const folder = join(cache, 'tfjs-node');
  const ready = join(folder, 'ready');
  const wanted = `${PACKAGE} ${VERSION} beside ${tensorflow}\n`;
  if ((await textOf(ready)) === wanted) {
    return folder;
  }
  await mkdir(cache, { recursive: true });
  const installing = await mkdtemp(join(cache, 'installing-'));
  await writeFile(join(installing, 'package.json'), '{ "private": true }\n');
  await progress(`Installing ${PACKAGE} from npm`, () =>
    must(...npm('install', ...QUIET, `${PACKAGE}@${VERSION}`), { cwd: installing }),
  );
  await progress('Compiling its addon', () => compile(join(installing, 'node_modules', PACKAGE)));
  await rm(folder, { recursive: true, force: true });
  await rename(installing, folder);
  await writeFile(ready, wanted);
  return folder;
}

/** @param {string} folder of the package */
async function compile(folder) {
  const libraries = join(folder, 'deps', 'lib');
  const addon = join(folder, 'lib', 'napi-v8');
  await mkdir(libraries, { recursive: true });
  await mkdir(addon, { recursive: true });
  for (const library of ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2']) {
    const path = join(tensorflow, library);
    await symlink(path, join(libraries, library));
    // The name by which the addon is linked.
    await symlink(path, join(libraries, library.replace(/(_cc)?\.so\.2$/, '.so')));
  }
  const headers = [
    join(newNode, '..', '..', 'include', 'node'),
    join(tensorflow, 'include'),
    join(folder, '..'),
  ];
  await must('g++', [
    ...['-O2', '-fPIC', '-shared', '-std=c++17', '-DNAPI_VERSION=8'],
    ...headers.map((path) => `-I${path}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((source) => join(folder, 'binding', source)),
    ...[`-L${libraries}`, '-ltensorflow', '-ltensorflow_framework', '-Wl,-rpath,$ORIGIN/../../deps/lib'],
    ...['-o', join(addon, 'tfjs_binding.node')],
  ]);
}

/**
 * The Nodes on which the backend is seen: the oldest that is supported, and that of VS Code.
 * @returns {Promise<string[]>} paths of the executables
 */
export async function nodesToTry() {
  return [await oldNode(), newNode];
}

async function oldNode() {
  if (process.versions.node.startsWith('20.')) {
    return process.execPath;
  }
  const folder = join(cache, 'node-20');
  const path = join(folder, 'node_modules', nodePackage, 'bin', 'node');
  if (!(await answers(path))) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    await progress('Installing Node 20 from npm', () =>
      must(...npm('install', ...QUIET, `${nodePackage}@20`), { cwd: folder }),
    );
  }
  return path;
}
