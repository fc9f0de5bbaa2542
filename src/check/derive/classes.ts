import type { Layout } from '../layout';
import type { ClassReport, Interpretation } from '../report';
import type { LossSums } from '../statistics/loss-sums';
import type { Statistics } from '../statistics/statistics';
import { shareOf } from './losses';

/** What each class has of the examples, of the loss and of its gradient. */
export function classesOf(
  layout: Layout,
  interpretation: Interpretation,
  { losses }: Statistics,
): ClassReport[] {
  const totals = {
    crossEntropy: total(losses.crossEntropy.toArray()),
    focal: total(losses.focal.toArray()),
    gradient: total(losses.focalGradient.toArray()),
  };
  const entry = (index: number, label: string, count: number, groups: readonly number[]): ClassReport => ({
    index,
    label,
    count,
    crossEntropyShare: shareOf(sumOf(losses, 'crossEntropy', groups), totals.crossEntropy),
    focalShare: shareOf(sumOf(losses, 'focal', groups), totals.focal),
    gradientShare: shareOf(sumOf(losses, 'focalGradient', groups), totals.gradient),
  });
  if (interpretation.classAxis === null) {
    return [
      entry(0, 'negative', losses.counts[0] ?? 0, [0]),
      entry(1, 'positive', losses.counts[1] ?? 0, [1]),
    ];
  }
  return Array.from({ length: layout.channels }, (_, channel) => {
    const groups = [2 * channel, 2 * channel + 1];
    const positives = losses.counts[2 * channel + 1] ?? 0;
    const count =
      interpretation.link === 'sigmoid' ? positives : positives + (losses.counts[2 * channel] ?? 0);
    const label = channel === interpretation.backgroundClass ? 'background' : `class ${channel}`;
    return entry(channel, label, count, groups);
  });
}

function total(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0);
}

function sumOf(
  losses: LossSums,
  quantity: 'crossEntropy' | 'focal' | 'focalGradient',
  groups: readonly number[],
): number {
  return total(groups.map((group) => losses[quantity].at(group)));
}
