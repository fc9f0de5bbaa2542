// One check as in the command line, with the engine that the first argument names: reference, kernel (one thread), or
// kernel-N (N workers).
import * as threads from 'node:worker_threads';
import { checkTensors } from '../../src/check/check';
import { KernelEngine } from '../../src/kernel/kernel-engine';
import { nodeWorkers } from '../../src/kernel/workers.node';
import { openTensorFile } from '../../src/tensor/formats/open';
import { openNodeFile } from '../../src/tensor/reading/node-file';

const [variant = 'reference', ...paths] = process.argv.slice(2);

function engineOf(name: string): { engine?: KernelEngine } {
  if (name === 'reference') {
    return {};
  }
  const workers = Number(name.split('-')[1] ?? 0);
  if (workers === 0) {
    return { engine: new KernelEngine({ leastElements: 0 }) };
  }
  return { engine: new KernelEngine({ workers: { ...nodeWorkers(__dirname, threads), count: workers } }) };
}

async function check(): Promise<void> {
  const files = await Promise.all(paths.map(async (path) => openTensorFile(await openNodeFile(path))));
  const report = await checkTensors({ files, ...engineOf(variant) });
  for (const file of files) {
    await file.close();
  }
  process.stdout.write(JSON.stringify(report));
}

check().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 2;
});
