import { gatheredPositives } from '../fixes/building/gathered-positives';
import { callsInFile } from '../flow/calls';
import { valueAt } from '../flow/values-given';
import { scopeOf } from '../syntax/node-shapes';
import type { SourceFile } from '../syntax/source-file';
import { lastReturn } from './evidence/place';
import { countedDivisors } from './evidence/positives-in-divisor';
import type { Rule } from './rule';

/** Matches code that averages gradients over processes or devices. */
const AVERAGES =
  /DistributedDataParallel|\bDDP\(|init_process_group|\bpmean\(|MirroredStrategy|FullyShardedDataParallel|\bfully_shard\(|strategy\s*=\s*["'](?:ddp|fsdp|deepspeed)|hvd\.DistributedOptimizer|deepspeed\.initialize|fleet\.distributed_model|paddle\.DataParallel|all_?reduce\([^()\n]*\.grad\b/;
/** Matches the callee of a call that gathers a number from all of them. */
const GATHERING =
  /(?:^|\.)(?:all_?reduce|reduce_mean|reduce_sum|reduce_dict|all_gather\w*|psum)$|(?:dist|distributed|accelerator|fabric|strategy)\.(?:reduce|gather)$/;
/** Matches code of a loss that asks for the number of processes. */
const COUNTS_PROCESSES = /get_world_size/;
/** Matches gradients, and what is gathered for a log alone. */
const LOGGED = /loss|metric|accuracy|correct|\.grad\b/i;

/** The loss is divided by the positives of one process, in a file that averages over processes. */
export const positivesPerRank: Rule<'positives-per-rank'> = {
  id: 'positives-per-rank',
  severity: 'warning',
  inLoss: (loss) => {
    const { file, verdict, code } = loss;
    const isLocal =
      verdict.computes?.reduction === 'meanOverPositives' && !COUNTS_PROCESSES.test(file.textOf(code.node));
    return isLocal && averagesWithoutCount(file) ? [{ facts: {}, at: lastReturn(loss) }] : [];
  },
  inFile: (subject) =>
    averagesWithoutCount(subject.file)
      ? countedDivisors(subject)
          .filter((divisor) => !COUNTS_PROCESSES.test(scopeOf(divisor).text))
          .map(({ startIndex, endIndex }) => ({ facts: {}, at: { start: startIndex, end: endIndex } }))
      : [],
  fixInLoss: ({ code, file }, at) =>
    gatheredPositives(code.node, file, at).map((edits) => ({ title: 'gather-positives' as const, edits })),
  fixInFile: ({ file }, at) =>
    gatheredPositives(file.root, file, at)
      .slice(0, 1)
      .map((edits) => ({ title: 'gather-positives' as const, edits })),
};

/** True for a file that averages over processes, and gathers nothing from them but losses: no number of positives. */
function averagesWithoutCount({ text, root }: SourceFile): boolean {
  const isCountGathered = (): boolean =>
    callsInFile(root).some((call) => {
      const [gathered] = call.childForFieldName('arguments')?.namedChildren ?? [];
      const value = gathered?.type === 'identifier' ? valueAt(gathered.text, gathered) : null;
      return (
        GATHERING.test(call.childForFieldName('function')?.text ?? '') &&
        !LOGGED.test(`${gathered?.text} ${value?.text}`)
      );
    });
  return AVERAGES.test(text) && !isCountGathered();
}
