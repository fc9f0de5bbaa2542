import { messages } from '../shared/messages';
import { PAPER_DASH, SIDE_COLORS } from './draw-loss';
import { SIDES } from './readings';

/** The legend of both charts: the code and the paper, for positives and for negatives. */
export function lossLegend(): { label: string; color: string; dash: string }[] {
  const { page } = messages.codeLosses;
  return SIDES.flatMap((side) => [
    { label: page.codeOf(page[side]), color: SIDE_COLORS[side], dash: 'none' },
    { label: page.paperOf(page[side]), color: SIDE_COLORS[side], dash: PAPER_DASH },
  ]);
}
