import type { Computes, EdgeCase } from '../document';
import type { Measure } from '../measure';
import { type Example, exampleOf } from '../probes';
import { effectOn } from './effects';

/** Batches in which one side is missing. */
export function ofSides(measure: Measure, { link }: Computes): EdgeCase[] {
  const { layout } = measure;
  const of = (target: number): Example[] => [0, 1, 2, 3].map((at) => exampleOf(layout.width, at, target));
  const isRowOfDecisions = layout.width > 1 && !layout.hasIndexTargets && link === 'sigmoid';
  const negatives = isRowOfDecisions ? of(0).map((example) => ({ ...example, target: NONE })) : of(0);
  return [
    effectOn(measure, 'noPositives', layout.batch(negatives)),
    layout.width === 1 ? effectOn(measure, 'noNegatives', layout.batch(of(1))) : null,
  ].filter((each) => each !== null);
}

/** A class that no column is of. */
const NONE = -1;
