import { build } from 'esbuild';
import { kernelForEsbuild } from '../../../compile-kernel.mjs';

/** Builds the kernel's worker into a folder, for `nodeWorkers`. */
export async function bundleWorker(folder: string): Promise<void> {
  await build({
    entryPoints: { 'kernel-worker': 'src/kernel/worker.node.ts' },
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    plugins: [kernelForEsbuild],
    logLevel: 'error',
  });
}
