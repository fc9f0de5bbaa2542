import { en } from '../../messages/en';
import { classLabel } from '../report/class-label';
import type { ClassReport, Interpretation, StatisticsRecord } from '../report/report';
import { shareOf, total } from './sums';

/** Each class's share of the examples, of the loss and of its gradient. */
export function classesOf(interpretation: Interpretation, { losses }: StatisticsRecord): ClassReport[] {
  const totals = {
    crossEntropy: total(losses.crossEntropy),
    focal: total(losses.focal),
    gradient: total(losses.focalGradient),
  };
  const entry = (index: number, count: number, groups: readonly number[]): ClassReport => ({
    index,
    label: classLabel(en, interpretation, index),
    count,
    crossEntropyShare: shareOf(sumOf(losses, 'crossEntropy', groups), totals.crossEntropy),
    focalShare: shareOf(sumOf(losses, 'focal', groups), totals.focal),
    gradientShare: shareOf(sumOf(losses, 'focalGradient', groups), totals.gradient),
  });
  if (interpretation.classAxis === null) {
    return [entry(0, losses.counts[0] ?? 0, [0]), entry(1, losses.counts[1] ?? 0, [1])];
  }
  return Array.from({ length: losses.counts.length / 2 }, (_, channel) => {
    const groups = [2 * channel, 2 * channel + 1];
    const positives = losses.counts[2 * channel + 1] ?? 0;
    const count =
      interpretation.link === 'sigmoid' ? positives : positives + (losses.counts[2 * channel] ?? 0);
    return entry(channel, count, groups);
  });
}

function sumOf(
  losses: StatisticsRecord['losses'],
  quantity: 'crossEntropy' | 'focal' | 'focalGradient',
  groups: readonly number[],
): number {
  return total(groups.map((group) => losses[quantity][group] ?? null));
}
