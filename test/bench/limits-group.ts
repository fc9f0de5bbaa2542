import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Bench } from './bench';
import { table } from './tables';

const execute = promisify(execFile);

/** Limits of the check of 50 million elements, the cost of progress, and the time from a cancel to its effect. */
export async function limitsGroup(bench: Bench): Promise<string> {
  const files = [bench.data('sigmoid_logits.npy'), bench.data('sigmoid_targets.npy')];
  const { stdout } = await execute(process.execPath, [bench.programs.limits, ...files]);
  const measured: Record<string, number> = JSON.parse(stdout);
  const of = (name: string) => measured[name] ?? Number.NaN;
  const share = (name: string) => `${Number(((100 * of(name)) / of('check')).toPrecision(3))} %`;
  const milliseconds = (name: string) => `${(1000 * of(name)).toFixed(1)} ms`;
  return [
    '## What bounds the check of 50 million elements, two workers\n',
    table(
      ['', 'time', 'of the check'],
      [
        ['the check, without starting Node', milliseconds('check'), '100 %'],
        ['the same with one worker', milliseconds('checkOfOne'), share('checkOfOne')],
        ['reading the files only, one thread', milliseconds('read'), share('read')],
        [
          'one scalar exponential an element, one thread',
          milliseconds('scalarExponentials'),
          share('scalarExponentials'),
        ],
        ['showing its progress in a terminal', milliseconds('progress'), share('progress')],
        ['from a cancel to its effect, median', milliseconds('cancel'), ''],
        ['the slowest of 25', milliseconds('slowestCancel'), ''],
      ],
    ),
  ].join('\n');
}
