import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

export interface Ran {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** The command line as users get it: bundled, run by Node in a folder of its own. */
export class CommandLine {
  private constructor(readonly folder: string) {}

  static async create(): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-'));
    await build({
      entryPoints: ['src/cli.ts'],
      bundle: true,
      platform: 'node',
      format: 'cjs',
      outfile: join(folder, 'cli.js'),
      logLevel: 'error',
    });
    return new CommandLine(folder);
  }

  run(...words: readonly string[]): Promise<Ran> {
    return new Promise((resolve) => {
      execFile(process.execPath, ['cli.js', ...words], { cwd: this.folder }, (error, output, errors) => {
        resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output, errors });
      });
    });
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(this.folder, name), content);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
