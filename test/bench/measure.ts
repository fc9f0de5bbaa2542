import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../harness/steps.mjs';
import { median } from './median';

/** A program with its arguments. */
export type Command = readonly [program: string, ...words: string[]];

export interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

const execute = promisify(execFile);

/** Measures whole processes from outside, so that starting and loading count. */
export class Stopwatch {
  constructor(private readonly python: string) {}

  /** @throws Error when the program fails */
  async measure(command: Command): Promise<Measured> {
    const script = join(root, 'test', 'bench', 'python', 'measure.py');
    const { stdout } = await execute(this.python, [script, ...command]);
    const { seconds, peakBytes, exitCode, errors } = JSON.parse(stdout);
    // A check with findings exits with 1. So does Node when it fails, but then it writes to standard error.
    if (exitCode > 1 || (exitCode === 1 && errors !== '')) {
      throw new Error(`"${command.join(' ')}" ended with exit code ${exitCode}: ${errors}`);
    }
    return { seconds, peakBytes };
  }

  /**
   * Medians of programs that take turns, so that other work on the machine slows all of them alike.
   * @param rounds number of runs of each
   */
  async compare<Name extends string>(
    commands: Readonly<Record<Name, Command>>,
    rounds: number,
  ): Promise<Record<Name, Measured>> {
    const names = Object.keys(commands) as Name[];
    const runs = new Map<Name, Measured[]>(names.map((name) => [name, []]));
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        runs.get(name)?.push(await this.measure(commands[name]));
      }
    }
    return Object.fromEntries(names.map((name) => [name, medianOf(runs.get(name) ?? [])])) as Record<
      Name,
      Measured
    >;
  }
}

function medianOf(runs: readonly Measured[]): Measured {
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    peakBytes: median(runs.map(({ peakBytes }) => peakBytes)),
  };
}
