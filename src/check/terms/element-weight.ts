import type { Batch, BatchColumn } from '../input/batches';
import type { TermBlock } from './term-block';

/** Weight of an element: its weight times its mask (zero or not), 1 without either. */
export function elementWeight({ weight, mask }: Batch, row: number, channel: number): number {
  if (mask !== undefined && valueAt(mask, row, channel) === 0) {
    return 0;
  }
  return weight === undefined ? 1 : valueAt(weight, row, channel);
}

export function valueAt({ values, perRow }: BatchColumn, row: number, channel: number): number {
  return values[perRow === 1 ? row : row * perRow + channel] ?? Number.NaN;
}

/** Multiplies the losses and the gradient of a term. */
export function weigh(block: TermBlock, at: number, weight: number): void {
  block.crossEntropy[at] = (block.crossEntropy[at] ?? 0) * weight;
  block.alphaBalancedCrossEntropy[at] = (block.alphaBalancedCrossEntropy[at] ?? 0) * weight;
  block.focal[at] = (block.focal[at] ?? 0) * weight;
  block.focalStar[at] = (block.focalStar[at] ?? 0) * weight;
  block.focalGradient[at] = (block.focalGradient[at] ?? 0) * weight;
}
