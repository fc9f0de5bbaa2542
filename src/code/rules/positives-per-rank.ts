import { lastReturn } from './evidence/place';
import type { Rule } from './rule';

/** Matches code that averages gradients over processes or devices. */
const AVERAGES =
  /DistributedDataParallel|\bDDP\(|init_process_group|\bpmean\(|MirroredStrategy|FullyShardedDataParallel/;
/** Matches the code of a loss that gathers a number from all of them; other code gathers what it logs. */
const GATHERS =
  /all_reduce|reduce_mean|reduce_sum|reduce_dict|all_gather|\bpsum\(|get_world_size|(?:dist|distributed|accelerator|fabric|strategy)\.(?:reduce|gather)\(/;

/** The loss is divided by the positives of one process, in a file that averages over processes. */
export const positivesPerRank: Rule<'positives-per-rank'> = {
  id: 'positives-per-rank',
  severity: 'warning',
  inLoss: (loss) => {
    const { code, file, verdict } = loss;
    const isLocal = verdict.computes?.reduction === 'meanOverPositives';
    return isLocal && AVERAGES.test(file.text) && !GATHERS.test(file.textOf(code.node))
      ? [{ facts: {}, at: lastReturn(loss) }]
      : [];
  },
};
