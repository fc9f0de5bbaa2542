// Installs what a fresh machine lacks: the npm packages, Chromium, and Python with the frameworks for comparison.
import { writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { answers, modified, must, npm, progress, root, textOf } from './steps.mjs';

/**
 * Modules that the Python tests import, each with its package in PyPI and, if there is one, in Debian. ml_dtypes, JAX and
 * Keras stay below versions that need NumPy 2: Debian's PyTorch does not work with it.
 */
const pythonModules = [
  { module: 'numpy', pypi: 'numpy', debian: 'python3-numpy' },
  { module: 'scipy', pypi: 'scipy', debian: 'python3-scipy' },
  { module: 'sklearn', pypi: 'scikit-learn', debian: 'python3-sklearn' },
  { module: 'torch', pypi: 'torch', debian: 'python3-torch' },
  { module: 'torchvision', pypi: 'torchvision', debian: 'python3-torchvision' },
  { module: 'ml_dtypes', pypi: 'ml_dtypes<0.6' },
  { module: 'safetensors', pypi: 'safetensors' },
  { module: 'jax', pypi: 'jax<0.5' },
  { module: 'jaxlib', pypi: 'jaxlib<0.5' },
  { module: 'keras', pypi: 'keras<3.6' },
];

/**
 * TensorFlow, and what it needs beside the modules above: the last version that goes with Debian's NumPy. It stands in a folder
 * of its own, so that pip does not look for what its packages name but a loss does not use.
 */
const tensorflow = [
  'tensorflow-cpu==2.17.1',
  'protobuf<5',
  'flatbuffers',
  'gast',
  'astunparse',
  'google-pasta',
  'termcolor',
  'wrapt',
  'six',
];

const pipInstall = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];

/** List of the libraries whose signatures are compared with the table of conventions. */
const librariesList = join(root, 'test', 'python', 'conventions-libraries.txt');

/** Installs the npm packages unless those of this lock file are installed. */
export async function installPackages() {
  const installed = await modified(join(root, 'node_modules', '.package-lock.json'));
  if (installed >= (await modified(join(root, 'package-lock.json')))) {
    return;
  }
  await progress('Installing npm packages', () => must(...npm('ci', '--no-audit', '--no-fund')));
}

/**
 * Finds Chromium or Chrome, and installs it on Debian. The environment variable CHROME_PATH names another one.
 * @returns {Promise<string>} path of the executable
 */
export async function findBrowser() {
  if (process.env.CHROME_PATH !== undefined) {
    return process.env.CHROME_PATH;
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const candidates = [
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  for (const path of candidates) {
    if ((await modified(path)) > 0) {
      return path;
    }
  }
  if (!(await canInstallDebian())) {
    throw new Error(
      'The tests need Chromium or Chrome. Install it, or set CHROME_PATH to its executable; on Debian: sudo apt-get install chromium',
    );
  }
  await installDebian(['chromium']);
  return '/usr/bin/chromium';
}

/**
 * Makes a virtual environment in the checkout with PyTorch and the other references: from Debian's packages if there are
 * any, else from PyPI.
 * @returns {Promise<string>} path of the interpreter
 */
export async function preparePython() {
  const folder = join(root, '.venv');
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(folder, 'ready');
  const wanted = [...pythonModules.map(({ pypi }) => pypi), ...tensorflow, await textOf(librariesList)].join(
    '\n',
  );
  if ((await textOf(stamp)) === wanted) {
    return python;
  }
  const base = await basePython();
  await progress('Making the Python environment .venv', () =>
    must(base, ['-m', 'venv', '--clear', '--system-site-packages', folder]),
  );
  const missing = (await modulesMissing(python)).map(({ pypi }) => pypi);
  if (missing.length > 0) {
    await progress(`Installing ${missing.join(', ')} from PyPI`, () =>
      must(python, [...pipInstall, ...missing]),
    );
  }
  // These packages stand beside the environment's own, so that none of them replaces one that the other tests import.
  const beside = ['--no-deps', '--no-compile', '--target', join(folder, 'libraries'), '-r', librariesList];
  const apart = ['--no-deps', '--no-compile', '--target', join(folder, 'tensorflow'), ...tensorflow];
  await progress('Installing TensorFlow from PyPI', () => must(python, [...pipInstall, ...apart]));
  await progress('Installing the libraries of the conventions from PyPI', () =>
    must(python, [...pipInstall, ...beside]),
  );
  await writeFile(stamp, wanted);
  return python;
}

/** Finds the interpreter for the environment: Debian's packages work with Debian's own, which may not be first on the path. */
async function basePython() {
  if (!(await isDebian())) {
    return process.platform === 'win32' ? 'python' : 'python3';
  }
  const interpreter = '/usr/bin/python3';
  const complete =
    (await answers(interpreter, ['-c', 'import ensurepip'])) &&
    (await modulesMissing(interpreter)).every(({ debian }) => debian === undefined);
  if (!complete && (await canInstallDebian())) {
    const packages = pythonModules.flatMap(({ debian }) => (debian === undefined ? [] : [debian]));
    await installDebian(['python3', 'python3-venv', ...packages]);
  }
  return interpreter;
}

/** @param {string} python */
async function modulesMissing(python) {
  const missing = [];
  for (const entry of pythonModules) {
    if (!(await answers(python, ['-c', `import ${entry.module}`]))) {
      missing.push(entry);
    }
  }
  return missing;
}

/** @param {readonly string[]} packages */
async function installDebian(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await progress(`Installing ${packages.join(', ')} with apt-get`, async () => {
    await must('apt-get', ['update', '-qq'], { env });
    await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  });
}

async function isDebian() {
  return process.platform === 'linux' && (await answers('apt-get'));
}

async function canInstallDebian() {
  return (await isDebian()) && process.getuid?.() === 0;
}
