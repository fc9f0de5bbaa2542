import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bench } from './bench';
import type { Command } from './measure';
import { comparison } from './tables';

const ROUNDS = 5;

/**
 * The linter on the packages of the Python environment beside ruff, and on the layers of Keras beside TorchFix, which takes
 * minutes for all, if they are installed there: `pip install ruff torchfix`.
 */
export async function lintGroup({ stopwatch, python, programs }: Bench): Promise<string> {
  const environment = dirname(dirname(python));
  const [ruff, torchfix] = ['ruff', 'torchfix'].map((name) =>
    join(dirname(python), process.platform === 'win32' ? `${name}.exe` : name),
  ) as [string, string];
  const lint = (folder: string): Command => [process.execPath, programs.cli, 'lint', folder];
  const theirs: Command = [
    ruff,
    ...['check', '--quiet', '--exit-zero', '--no-cache', '--isolated', '--select', 'F'],
    // Else it leaves out every folder named site-packages.
    ...['--exclude', 'nothing', environment],
  ];
  const commands: Readonly<Record<string, Command>> = {
    'focal-loss lint': lint(environment),
    ...(existsSync(ruff) ? { 'ruff --select F': theirs } : {}),
  };
  const results = await stopwatch.compare(commands, ROUNDS);
  const tables = ['## Linting the packages of an environment\n', comparison(results, 'focal-loss lint')];
  const part = existsSync(torchfix) ? layersOfKeras(environment) : undefined;
  if (part) {
    const beside = await stopwatch.compare(
      { 'focal-loss lint': lint(part), TorchFix: [torchfix, '--select', 'ALL', part] },
      1,
    );
    tables.push('\n## Linting the layers of Keras\n', comparison(beside, 'focal-loss lint'));
  }
  return tables.join('\n');
}

/** The folder of the layers of Keras in an environment; undefined where it has no Keras. */
function layersOfKeras(environment: string): string | undefined {
  const library = join(environment, 'lib');
  const folders = existsSync(library) ? readdirSync(library) : [];
  return [...folders.map((name) => join('lib', name)), 'Lib']
    .map((name) => join(environment, name, 'site-packages', 'keras', 'src', 'layers'))
    .find((folder) => existsSync(folder));
}
