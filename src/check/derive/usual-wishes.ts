import type { ClassChanges } from '../../calibration/class-changes';
import { bestF, cheapest, type Wish, withPrecision, withRecall } from './wishes';

/** The aims of a threshold. */
export interface ThresholdWishes {
  /** In (0, 1]. */
  readonly precision: number;
  /** In (0, 1]. */
  readonly recall: number;
  /** The number of false alarms that cost as much as one miss; above 0. */
  readonly missCost: number;
  /** The changes of the classes beside the loss, for the threshold without labels. */
  readonly changes?: ClassChanges;
}

/** The usual wishes; `cost-without-labels` is fulfilled by the map of the loss. */
export type WishName =
  | 'half'
  | 'best-f1'
  | 'best-f2'
  | 'precision'
  | 'recall'
  | 'cost'
  | 'cost-without-labels';

/** The wishes that a threshold is chosen for, from labels. */
export const CHOSEN_WISHES = [
  'best-f1',
  'best-f2',
  'precision',
  'recall',
  'cost',
] as const satisfies readonly WishName[];

/** Returns what a threshold for a wish makes large or small; for 0.5, which nobody chose, what best F1 does. */
export function wishOf(name: WishName, { precision, recall, missCost }: ThresholdWishes): Wish {
  switch (name) {
    case 'half':
    case 'best-f1':
      return bestF(1);
    case 'best-f2':
      return bestF(2);
    case 'precision':
      return withPrecision(precision);
    case 'recall':
      return withRecall(recall);
    case 'cost':
    case 'cost-without-labels':
      return cheapest(missCost);
  }
}
