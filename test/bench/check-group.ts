import { join } from 'node:path';
import { root } from '../harness/steps.mjs';
import type { Bench } from './bench';
import { keepForChart } from './chart-group';
import type { Command, Measured } from './measure';
import { comparison, inMegabytes, inSeconds, table } from './tables';

const ROUNDS = 5;
/** Rounds of short processes, whose times other work on the machine changes most. */
const ROUNDS_OF_SMALL = 25;

/** The check beside scripts that gather the same statistics: whole processes, files in the cache. */
export async function checkGroup(bench: Bench): Promise<string> {
  const { stopwatch } = bench;
  const large = await stopwatch.compare(contestants(bench, 'sigmoid'), ROUNDS);
  await keepForChart(large);
  const small = await stopwatch.compare(
    {
      numpy: script(bench, 'numpy_sigmoid.py', 'small'),
      torch: script(bench, 'torch_sigmoid.py', 'small'),
      'focal-loss': cli(bench, 'small'),
      ...withOtherNodes(bench, 'small'),
    },
    ROUNDS_OF_SMALL,
  );
  const softmax = await stopwatch.compare(
    {
      numpy: script(bench, 'numpy_softmax.py', 'softmax'),
      'reference, 1 thread': variant(bench, 'reference', 'softmax'),
      'kernel, 1 worker': variant(bench, 'kernel-1', 'softmax'),
      'focal-loss': cli(bench, 'softmax'),
      ...withOtherNodes(bench, 'softmax'),
    },
    ROUNDS,
  );
  const multiLabel = await stopwatch.compare(
    {
      numpy: script(bench, 'numpy_sigmoid.py', 'multi_label'),
      'reference, 1 thread': variant(bench, 'reference', 'multi_label'),
      'kernel, 1 worker': variant(bench, 'kernel-1', 'multi_label'),
      'focal-loss': cli(bench, 'multi_label'),
      ...withOtherNodes(bench, 'multi_label'),
    },
    ROUNDS,
  );
  const types: string[][] = [];
  for (const type of ['float16', 'bfloat16', 'bigendian', 'float64', 'mask', 'weight']) {
    const { numpy, ours } = await stopwatch.compare(typeContestants(bench, type), ROUNDS);
    types.push([
      type,
      inSeconds(numpy.seconds),
      inSeconds(ours.seconds),
      ratio(numpy, ours),
      inMegabytes(ours.peakBytes),
    ]);
  }
  const sparse = await stopwatch.compare(
    {
      'kernel, 1 worker': variant(bench, 'kernel-1', 'sparse'),
      'kernel, 2 workers': variant(bench, 'kernel-2', 'sparse'),
      'focal-loss': cli(bench, 'sparse'),
    },
    1,
  );
  const secondOf = (measured: Record<'kernel, 1 worker' | 'kernel, 2 workers', Measured>) =>
    ratio(measured['kernel, 1 worker'], measured['kernel, 2 workers']);
  return [
    '## 50 million float32 logits with uint8 targets, sigmoid\n',
    comparison(large, 'focal-loss'),
    `\nThe second worker: ${secondOf(large)}.`,
    '\n## 10,000 logits\n',
    comparison(small, 'focal-loss'),
    '\n## Softmax, 1,000,000 × 80 logits with index targets\n',
    comparison(softmax, 'focal-loss'),
    '\n## Multi-label sigmoid, 625,000 × 80 logits with one target each\n',
    comparison(multiLabel, 'focal-loss'),
    '\n## Other types of logits, a mask, and weights, 50 million\n',
    table(['', 'numpy', 'focal-loss', 'ratio', 'peak memory'], types),
    '\n## 1,000 million float32 logits, a sparse file\n',
    comparison(sparse, 'focal-loss'),
    `\nThe second worker: ${secondOf(sparse)}.`,
  ].join('\n');
}

function contestants(bench: Bench, data: string) {
  return {
    numpy: script(bench, 'numpy_sigmoid.py', data),
    'torch, 2 threads, autograd': script(bench, 'torch_sigmoid.py', data),
    'tfjs wasm': [
      process.execPath,
      join(root, 'test/bench/tfjs_sigmoid.mjs'),
      ...files(bench, data),
    ] as Command,
    'reference, 1 thread': variant(bench, 'reference', data),
    'kernel, 1 worker': variant(bench, 'kernel-1', data),
    'kernel, 2 workers': variant(bench, 'kernel-2', data),
    'focal-loss': cli(bench, data),
    ...withOtherNodes(bench, data),
  };
}

function typeContestants(bench: Bench, type: string): { numpy: Command; ours: Command } {
  if (type !== 'mask' && type !== 'weight') {
    return { numpy: script(bench, 'numpy_sigmoid.py', type), ours: cli(bench, type) };
  }
  // A mask or weights are in one file with their logits and targets.
  const file = bench.data(`${type}.npz`);
  return {
    numpy: [bench.python, join(root, 'test/bench/python/numpy_sigmoid.py'), file],
    ours: [process.execPath, bench.programs.cli, 'check', file, '--json'],
  };
}

function files(bench: Bench, data: string): [logits: string, targets: string] {
  return [bench.data(`${data}_logits.npy`), bench.data(`${data}_targets.npy`)];
}

function script(bench: Bench, name: string, data: string): Command {
  return [bench.python, join(root, 'test/bench/python', name), ...files(bench, data)];
}

function variant(bench: Bench, name: string, data: string): Command {
  return [process.execPath, bench.programs.checkVariant, name, ...files(bench, data)];
}

/** The command line, run by other versions of Node. */
function withOtherNodes(bench: Bench, data: string): Record<`focal-loss, Node ${string}`, Command> {
  return Object.fromEntries(
    bench.otherNodes.map(({ program, version }) => [
      `focal-loss, Node ${version}`,
      cli(bench, data, program),
    ]),
  );
}

function cli(bench: Bench, data: string, node = process.execPath): Command {
  return [node, bench.programs.cli, 'check', ...files(bench, data), '--json'];
}

function ratio(slow: Measured, fast: Measured): string {
  return `${(slow.seconds / fast.seconds).toFixed(2)} ×`;
}
