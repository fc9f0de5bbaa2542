// What a fresh machine lacks: the npm packages, Chromium, Python with the frameworks that the tests compare with.
import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answers, must, root, say } from './steps.mjs';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Debian's names. The Python packages are the references of the parity tests. */
const debianPython = [
  'python3',
  'python3-venv',
  'python3-numpy',
  'python3-scipy',
  'python3-sklearn',
  'python3-torch',
  'python3-torchvision',
];
/** What the parity tests need beyond the frameworks, and the frameworks for machines that are not Debian. */
const pipPackages = ['ml_dtypes', 'safetensors'];
const pipFrameworks = ['torch', 'torchvision', 'numpy', 'scipy', 'scikit-learn'];

/** Installs the npm packages unless those of this lock file are there already. */
export async function installPackages() {
  const installed = await modified(join(root, 'node_modules', '.package-lock.json'));
  if (installed >= (await modified(join(root, 'package-lock.json')))) return;
  say('Installing npm packages…');
  await must(npm, ['ci', '--no-audit', '--no-fund']);
}

/**
 * Finds Chromium or Chrome; on Debian installs it.
 * @returns {Promise<string>} path of the executable
 */
export async function findBrowser() {
  const candidates = [
    ...(process.env.CHROME_PATH === undefined ? [] : [process.env.CHROME_PATH]),
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  const found = await firstThatExists(candidates);
  if (found !== undefined) return found;
  await installDebian(['chromium'], 'Chromium or Chrome (or set CHROME_PATH)');
  return '/usr/bin/chromium';
}

/**
 * A Python of the checkout's own virtual environment, in which PyTorch and the other references can be imported.
 * @returns {Promise<string>} path of the interpreter
 */
export async function preparePython() {
  const python = join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const stamp = join(root, '.venv', 'ready');
  if ((await modified(stamp)) > 0) return python;
  const base = await basePython();
  say('Preparing Python in .venv…');
  await must(base, ['-m', 'venv', '--clear', '--system-site-packages', join(root, '.venv')]);
  const missing = (await canImport(python, 'torch, torchvision, scipy, sklearn')) ? [] : pipFrameworks;
  await must(python, ['-m', 'pip', 'install', '--quiet', ...pipPackages, ...missing]);
  await writeFile(stamp, `${[...pipPackages, ...missing].join('\n')}\n`);
  return python;
}

/** Debian keeps its packages for its own interpreter, which need not be the first on the path. */
async function basePython() {
  if (!(await isDebian())) return 'python3';
  const interpreter = '/usr/bin/python3';
  const ready =
    (await answers(interpreter)) &&
    (await canImport(interpreter, 'torch, torchvision, scipy, sklearn, ensurepip'));
  if (!ready)
    await installDebian(debianPython, 'Python 3 with PyTorch, torchvision, NumPy, SciPy and scikit-learn');
  return interpreter;
}

/**
 * @param {readonly string[]} packages
 * @param {string} what
 */
async function installDebian(packages, what) {
  if (!(await isDebian()) || process.getuid?.() !== 0) {
    throw new Error(
      `The tests need ${what}. Install it and run them again; on Debian: sudo apt-get install ${packages.join(' ')}`,
    );
  }
  say(`Installing ${packages.join(', ')}…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await must('apt-get', ['update', '-qq'], { env });
  await must('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

async function isDebian() {
  return process.platform === 'linux' && (await answers('apt-get'));
}

/**
 * @param {string} python
 * @param {string} modules
 */
async function canImport(python, modules) {
  return answers(python, ['-c', `import ${modules}`]);
}

/** @param {readonly string[]} paths */
async function firstThatExists(paths) {
  for (const path of paths) {
    if ((await modified(path)) > 0) return path;
  }
  return undefined;
}

/**
 * When a file was last changed, in milliseconds; 0 when there is none.
 * @param {string} path
 */
async function modified(path) {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
