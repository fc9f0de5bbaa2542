import { NotUnderstood } from '../../run/language/not-understood';
import type { Computes, EdgeCase } from '../document';
import type { Measure } from '../measure';
import { ofSizes } from './batch-sizes';
import { ofOtherDevice } from './device';
import { ofExtremes } from './extremes';
import { ofIgnored } from './ignored';
import type { LossText } from './loss-text';
import { ofMasks } from './masks';
import { ofSides } from './sides';
import { ofTargetTypes } from './target-types';

/**
 * Tries inputs at the edge of what training brings, each only where the code is meant for it. A probe that is
 * not understood, or for which no budget is left, says nothing.
 *
 * @param measure in the layout that the loss is for
 */
export function edgeCasesOf(measure: Measure, computes: Computes, text: LossText): EdgeCase[] {
  return [
    () => ofSides(measure, computes),
    () => ofIgnored(measure, computes, text),
    () => ofMasks(measure, computes),
    () => ofSizes(measure, computes, text.definition),
    () => ofTargetTypes(measure),
    () => ofOtherDevice(measure),
    () => ofExtremes(measure, computes, text),
  ].flatMap(understood);
}

function understood(probe: () => EdgeCase[]): EdgeCase[] {
  try {
    return probe();
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return [];
    }
    throw error;
  }
}
