import { version } from '../../package.json';
import { ParameterError } from '../check/input/parameters';
import { UnmergeableReportsError } from '../check/report/merge-reports';
import { SavedReportError } from '../services/saved-report';
import { TensorFileError } from '../tensor/tensor-file';
import { runCheck } from './check-command';
import { runCompare } from './compare-command';
import { runInspect } from './inspect-command';
import { runMerge } from './merge-command';
import type { Outcome } from './output';
import { USAGE } from './usage';
import { UsageError } from './usage-error';

const COMMANDS: Readonly<Record<string, (words: readonly string[]) => Promise<Outcome>>> = {
  check: runCheck,
  merge: runMerge,
  compare: runCompare,
  inspect: runInspect,
};

async function run(words: readonly string[]): Promise<Outcome> {
  const [command, ...rest] = words;
  if (words.includes('--help') || command === undefined || command === 'help') {
    return { output: USAGE, exitCode: 0 };
  }
  if (command === '--version') {
    return { output: `${version}\n`, exitCode: 0 };
  }
  const run = COMMANDS[command];
  if (run === undefined) {
    throw new UsageError(`there is no command "${command}": expected ${Object.keys(COMMANDS).join(', ')}.`);
  }
  return run(rest);
}

/** One line for an error that the user can correct. Any other error is a defect and keeps its stack. */
function describe(error: unknown): string {
  const isTheirs = [
    UsageError,
    TensorFileError,
    ParameterError,
    SavedReportError,
    UnmergeableReportsError,
  ].some((kind) => error instanceof kind);
  if (isTheirs && error instanceof Error) {
    return `focal-loss: ${error.message}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

// The reader of the output may close it early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
});

run(process.argv.slice(2)).then(
  ({ output, errors = [], exitCode }) => {
    process.stdout.write(output);
    for (const message of errors) {
      process.stderr.write(`focal-loss: ${message}\n`);
    }
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 2;
  },
);
