import type { Report } from '../report/report';
import type { Axis } from './figure';

export type Group = 'positives' | 'negatives';

const GROUPS: readonly Group[] = ['positives', 'negatives'];

/** The groups that have elements: a softmax without a background has no negatives. Both when neither has. */
export function groupsOf({ distribution }: Report): readonly Group[] {
  const filled = GROUPS.filter((group) =>
    distribution.targetProbability[group].counts.some((count) => count > 0),
  );
  return filled.length === 0 ? GROUPS : filled;
}

/** Height in pixels of a frame in a figure with one frame for each group. */
export const GROUP_HEIGHT = 136;

/** An axis of shares, from 0 to 1. */
export function shareAxis(label: string): Axis {
  return { label, domain: [0, 1], scale: 'linear', shows: 'number' };
}
