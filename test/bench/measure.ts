import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../harness/steps.mjs';
import { median } from './median';

/** A program with its words. */
export type Command = readonly [program: string, ...words: string[]];

export interface Measured {
  readonly seconds: number;
  readonly peakBytes: number;
}

const execute = promisify(execFile);

/** Runs whole processes and measures them from outside, so that starting and loading count. */
export class Stopwatch {
  constructor(private readonly python: string) {}

  /** @throws Error when the program fails */
  async measure(command: Command): Promise<Measured> {
    const script = join(root, 'test', 'bench', 'python', 'measure.py');
    const { stdout } = await execute(this.python, [script, ...command]);
    const { seconds, peakBytes, exitCode, errors } = JSON.parse(stdout);
    // A check that finds something ends with 1, and so does a Node that fails, but that one says why.
    if (exitCode > 1 || (exitCode === 1 && errors !== '')) {
      throw new Error(`"${command.join(' ')}" ended with exit code ${exitCode}: ${errors}`);
    }
    return { seconds, peakBytes };
  }

  /**
   * Medians of programs that are run in turn, so that whatever else the machine does falls on all of them.
   * @param rounds how often each is run
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
