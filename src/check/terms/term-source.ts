import { focalStarFrom, power } from '../../numerics/margin-losses';
import type { Batch } from '../input/batches';
import type { TermBlock } from './term-block';

/**
 * Turns a batch into blocks of loss terms: the reference's hot loop. The block passed to `consume` is reused after `consume`
 * returns.
 */
export interface TermSource {
  fill(batch: Batch, consume: (block: TermBlock) => void): void;
}

/**
 * Writes the entry of a hard target. Its loss depends on x_t alone.
 * @param decay e^(−|x_t|)
 * @param q 1 − p_t, computed without a subtraction
 * @param slopeSign sign of dFL/dx: −1 if a larger logit gives a smaller loss
 */
export function writeHardTerm(
  block: TermBlock,
  at: number,
  margin: number,
  decay: number,
  p: number,
  q: number,
  crossEntropy: number,
  alpha: number,
  gamma: number,
  slopeSign: 1 | -1,
): void {
  const modulated = alpha * power(q, gamma);
  block.margin[at] = margin;
  block.targetProbability[at] = p;
  block.crossEntropy[at] = crossEntropy;
  block.alphaBalancedCrossEntropy[at] = alpha * crossEntropy;
  block.focal[at] = modulated * crossEntropy;
  block.focalStar[at] = focalStarFrom(margin, decay, gamma);
  block.focalGradient[at] = slopeSign * modulated * (gamma * p * crossEntropy + q);
}
