import { checkTensors } from '../../src/check/check';
import { KernelEngine } from '../../src/kernel/kernel-engine';
import { openTensorFile } from '../../src/tensor/formats/open';
import { memoryFile } from '../../src/tensor/reading/memory-file';
import { npyBytes } from '../reference/npy';

const ELEMENTS = 20_000_000;

/** Times of `rounds` checks of the same data, in seconds. */
export async function secondsOfChecks(rounds: number): Promise<number[]> {
  const targets = new Uint8Array(ELEMENTS);
  const logits = new Float32Array(ELEMENTS);
  for (let at = 0; at < ELEMENTS; at++) {
    targets[at] = at % 100 === 0 ? 1 : 0;
    logits[at] = 4 * Math.sin(at) - 3 + 4 * (targets[at] ?? 0);
  }
  const files = await Promise.all([
    openTensorFile(memoryFile('logits.npy', npyBytes('<f4', [ELEMENTS], logits.buffer))),
    openTensorFile(memoryFile('targets.npy', npyBytes('|u1', [ELEMENTS], targets.buffer))),
  ]);
  const engine = new KernelEngine();
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    await checkTensors({ files, engine });
    seconds.push((performance.now() - started) / 1000);
  }
  return seconds;
}
