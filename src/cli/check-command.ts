import * as threads from 'node:worker_threads';
import { KernelEngine } from '../kernel/kernel-engine';
import { nodeWorkers } from '../kernel/workers.node';
import type { Messages } from '../messages/messages';
import { check } from '../services/check';
import { filesOf } from '../services/check-input';
import { explain } from '../services/explain';
import { parseCheckOptions } from './check-options';
import { evaluateCode } from './evaluate-code';
import { withTensorHost } from './host';
import { assertWritable, type Outcome, outcomeOf } from './output';
import { resolveFiles } from './resolve-files';

/** `focal-loss check`. */
export async function runCheck(words: readonly string[], messages: Messages): Promise<Outcome> {
  const { files, choices, parameters, output, code, loss } = parseCheckOptions(words);
  await assertWritable(output);
  const engine = new KernelEngine({ workers: nodeWorkers(__dirname, threads) });
  const input = { ...(await resolveFiles(files)), choices, parameters };
  const report = await withTensorHost(messages, (host) => check.run({ ...host, engine }, input));
  const explained =
    loss === null
      ? {}
      : await withTensorHost(messages, (host) =>
          explain.run(host, { files: filesOf(input), report, value: loss }),
        );
  const evaluated = code === null ? {} : { code: await evaluateCode(code, input, report) };
  return outcomeOf({ ...report, ...explained, ...evaluated }, output, messages);
}
