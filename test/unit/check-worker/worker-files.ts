import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { kernelForEsbuild } from '../../../src/kernel/assembly/compile.mjs';

/** A folder with the worker's bundle, as it is shipped, and with files to check. */
export class WorkerFiles {
  private constructor(readonly folder: string) {}

  static async create(): Promise<WorkerFiles> {
    const folder = await mkdtemp(join(tmpdir(), 'focal-loss-worker-'));
    await build({
      entryPoints: {
        'check-worker': 'src/features/check/worker/check-worker.node.ts',
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

  /** An array of zeros that takes no room on the disk where the file system knows sparse files. */
  async writeZeros(name: string, dtype: '<f4' | '|u1', elements: number): Promise<void> {
    const description = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${elements},), }`;
    const header = `${description.padEnd(117)}\n`;
    const file = await open(this.path(name), 'w');
    await file.write(
      Buffer.concat([Buffer.from('\x93NUMPY\x01\x00\x76\x00', 'latin1'), Buffer.from(header)]),
    );
    await file.truncate(10 + header.length + elements * (dtype === '<f4' ? 4 : 1));
    await file.close();
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}
