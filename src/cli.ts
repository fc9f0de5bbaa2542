import { version } from '../package.json';
import { type Outcome, runCheck } from './cli/check-command';
import { USAGE } from './cli/usage';
import { UsageError } from './cli/usage-error';
import { TensorFileError } from './tensor/tensor-file';

async function run(words: readonly string[]): Promise<Outcome> {
  const [command, ...rest] = words;
  if (words.includes('--help') || command === undefined || command === 'help') {
    return { output: USAGE, exitCode: 0 };
  }
  if (command === '--version') return { output: `${version}\n`, exitCode: 0 };
  if (command === 'check') return runCheck(rest);
  throw new UsageError(`there is no command "${command}"; see focal-loss --help.`);
}

/** One line for what the user can put right; anything else is a fault of ours and keeps its stack. */
function describe(error: unknown): string {
  if (error instanceof UsageError || error instanceof TensorFileError || error instanceof RangeError) {
    return `focal-loss: ${error.message}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

run(process.argv.slice(2)).then(
  ({ output, exitCode }) => {
    process.stdout.write(output);
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = 2;
  },
);
