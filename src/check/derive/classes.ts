import { report } from '../../messages/en/report';
import { classLabel } from '../report/class-label';
import type { ClassReport, Interpretation, StatisticsRecord } from '../report/report';
import { classesOfEntries } from '../statistics/class-entries';
import { shareOf, total } from './sums';

/** The share of each class in the examples, the loss and its gradient; of very many classes only of those that are listed. */
export function classesOf(interpretation: Interpretation, statistics: StatisticsRecord): ClassReport[] {
  const { losses } = statistics;
  const totals = {
    crossEntropy: total(losses.crossEntropy),
    focal: total(losses.focal),
    gradient: total(losses.focalGradient),
  };
  const entry = (index: number, count: number, groups: readonly number[]): ClassReport => ({
    index,
    label: classLabel({ report }, interpretation, index),
    count,
    crossEntropyShare: shareOf(sumOf(losses, 'crossEntropy', groups), totals.crossEntropy),
    focalShare: shareOf(sumOf(losses, 'focal', groups), totals.focal),
    gradientShare: shareOf(sumOf(losses, 'focalGradient', groups), totals.gradient),
  });
  if (interpretation.classAxis === null) {
    return [entry(0, losses.counts[0] ?? 0, [0]), entry(1, losses.counts[1] ?? 0, [1])];
  }
  return classesOfEntries(statistics).map((index, at) => {
    const groups = [2 * at, 2 * at + 1];
    const positives = losses.counts[2 * at + 1] ?? 0;
    const count = interpretation.link === 'sigmoid' ? positives : positives + (losses.counts[2 * at] ?? 0);
    return entry(index, count, groups);
  });
}

function sumOf(
  losses: StatisticsRecord['losses'],
  quantity: 'crossEntropy' | 'focal' | 'focalGradient',
  groups: readonly number[],
): number {
  return total(groups.map((group) => losses[quantity][group] ?? null));
}
