import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bench } from './bench';
import type { Command } from './measure';
import { comparison } from './tables';

const ROUNDS = 5;

/** The linter on the packages of the Python environment beside ruff, if that is installed there: `pip install ruff`. */
export async function lintGroup({ stopwatch, python, programs }: Bench): Promise<string> {
  const environment = dirname(dirname(python));
  const ruff = join(dirname(python), process.platform === 'win32' ? 'ruff.exe' : 'ruff');
  const ours: Command = [process.execPath, programs.cli, 'lint', environment];
  const theirs: Command = [
    ruff,
    ...['check', '--quiet', '--exit-zero', '--no-cache', '--isolated', '--select', 'F'],
    // Else it leaves out every folder named site-packages.
    ...['--exclude', 'nothing', environment],
  ];
  const commands: Readonly<Record<string, Command>> = {
    'focal-loss lint': ours,
    ...(existsSync(ruff) ? { 'ruff --select F': theirs } : {}),
  };
  const results = await stopwatch.compare(commands, ROUNDS);
  return ['## Linting the packages of an environment\n', comparison(results, 'focal-loss lint')].join('\n');
}
