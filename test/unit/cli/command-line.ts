import { type ExecFileOptions, execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../../compile-kernel.mjs';
import { loadedLater } from '../../../loaded-later.mjs';
import { embeddedTensorFlow, nativeTensorFlow } from '../../../tensorflow-bundles.mjs';

export interface Ran {
  readonly exitCode: number;
  readonly output: string;
  readonly errors: string;
}

/** The bundled command line, run by Node in its own folder. */
export class CommandLine {
  private readonly options: ExecFileOptions;

  private constructor(readonly folder: string) {
    // The cache for its next run stays in the folder as well.
    const cache = join(folder, 'cache');
    this.options = {
      cwd: folder,
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    };
  }

  static async create(): Promise<CommandLine> {
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-'));
    const shared = {
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      logLevel: 'error',
    } as const;
    await build({
      ...shared,
      entryPoints: { 'check-worker': 'src/workers/check-worker.node.ts' },
      plugins: [kernelForEsbuild],
    });
    await build({ ...embeddedTensorFlow, outdir: folder, logLevel: 'error' });
    await build({ ...nativeTensorFlow, outdir: folder, logLevel: 'error' });
    const grammars = 'node_modules/@vscode/tree-sitter-wasm/wasm';
    for (const grammar of ['tree-sitter.wasm', 'tree-sitter-python.wasm']) {
      await cp(join(grammars, grammar), join(folder, 'grammars', grammar));
    }
    await build({
      ...shared,
      entryPoints: {
        cli: 'src/cli.ts',
        'command-line': 'src/cli/command-line.ts',
        'kernel-worker': 'src/kernel/worker.node.ts',
      },
      supported: { 'dynamic-import': false },
      plugins: [kernelForEsbuild, loadedLater],
    });
    return new CommandLine(folder);
  }

  run(...words: readonly string[]): Promise<Ran> {
    return this.runIn({}, ...words);
  }

  /** Runs with more environment variables. */
  runIn(variables: NodeJS.ProcessEnv, ...words: readonly string[]): Promise<Ran> {
    const options = { ...this.options, env: { ...this.options.env, ...variables } };
    return new Promise((resolve) => {
      execFile(process.execPath, ['cli.js', ...words], options, (error, output, errors) => {
        const exitCode = typeof error?.code === 'number' ? error.code : 0;
        resolve({ exitCode, output: String(output), errors: String(errors) });
      });
    });
  }

  /** Runs while the reader of its output has closed the pipe, as `head` does; resolves to standard error. */
  runUnread(...words: readonly string[]): Promise<string> {
    return new Promise((resolve) => {
      const child = execFile(process.execPath, ['cli.js', ...words], this.options, (_, __, errors) =>
        resolve(String(errors)),
      );
      child.stdout?.destroy();
    });
  }

  /** Interrupts a run with SIGINT (Ctrl+C); resolves to the signal that ended it, null if it had already ended. */
  interrupt(milliseconds: number, ...words: readonly string[]): Promise<NodeJS.Signals | null> {
    return new Promise((resolve) => {
      const child = execFile(process.execPath, ['cli.js', ...words], this.options, () => undefined);
      child.once('exit', (_, signal) => resolve(signal));
      setTimeout(() => child.kill('SIGINT'), milliseconds);
    });
  }

  async write(name: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.path(name)), { recursive: true });
    await writeFile(this.path(name), content);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
