import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../../compile-kernel.mjs';

/** A folder with the worker's bundle, as it is shipped, and with files to check. */
export class WorkerFiles {
  private constructor(readonly folder: string) {}

  static async create(): Promise<WorkerFiles> {
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-worker-'));
    await build({
      entryPoints: {
        'check-worker': 'src/workers/check-worker.node.ts',
        'kernel-worker': 'src/kernel/worker.node.ts',
      },
      outdir: folder,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      target: 'es2022',
      logLevel: 'error',
      plugins: [kernelForEsbuild],
    });
    return new WorkerFiles(folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  async write(name: string, content: string): Promise<void> {
    await writeFile(this.path(name), content);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
