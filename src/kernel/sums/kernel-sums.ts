import type { GatherTask } from '../../check/statistics/engine';
import { hardestStatistic } from '../../check/statistics/hardest';
import { lossesStatistic } from '../../check/statistics/losses';
import { probabilitiesStatistic } from '../../check/statistics/probabilities';
import { reliabilityStatistic } from '../../check/statistics/reliability';
import { valuesStatistic } from '../../check/statistics/values';

/** The accumulators to which the sums of the kernel are added. */
export type KernelSums = ReturnType<typeof startKernelSums>;

export function startKernelSums(task: GatherTask) {
  return {
    values: valuesStatistic.start(task),
    losses: lossesStatistic.start(task),
    probabilities: probabilitiesStatistic.start(),
    hardest: hardestStatistic.start(),
    reliability: reliabilityStatistic.start(),
  };
}
