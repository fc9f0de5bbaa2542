import type { Batch } from '../batches';
import type { Layout } from '../layout';
import type { Interpretation, Parameters } from '../report';
import { type ClassWeights, classWeights } from './class-weights';
import { elementWeight, valueAt, weigh } from './element-weight';
import { logitOfValue } from './input-logits';
import { LeftOut } from './left-out';
import { focalStarFrom, power } from './margin-losses';
import { BLOCK_TERMS, createTermBlock, type TermBlock } from './term-block';
import { type TermSource, writeHardTerm } from './terms';

/** One loss term for each value: binary or multi-label, hard or soft, or an index target taken one-vs-rest. */
export class SigmoidTerms implements TermSource {
  readonly leftOut = new LeftOut();
  private readonly block = createTermBlock();
  private readonly weights: ClassWeights;
  private readonly channels: number;

  constructor(
    private readonly layout: Layout,
    private readonly interpretation: Interpretation,
    private readonly parameters: Parameters,
  ) {
    this.channels = layout.channels;
    this.weights = classWeights(parameters.alpha, 'sigmoid', layout);
  }

  fill(batch: Batch, consume: (block: TermBlock) => void): void {
    const { block, channels } = this;
    const values = batch.rows * channels;
    let channel = 0;
    let row = 0;
    block.length = 0;
    for (let value = 0; value < values; value++) {
      this.take(batch, row, channel, value);
      if (block.length === BLOCK_TERMS) {
        this.compute();
        consume(block);
        block.length = 0;
      }
      if (++channel === channels) {
        channel = 0;
        row++;
      }
    }
    if (block.length === 0) return;
    this.compute();
    consume(block);
  }

  /** Computes the terms of the elements that were taken, all at once: the engine optimises that best by itself. */
  private compute(): void {
    const { block } = this;
    for (let at = 0; at < block.length; at++) {
      const target = block.target[at] ?? Number.NaN;
      if (target === 1 || target === 0) this.hardTerm(at);
      else this.softTerm(at);
      const weight = block.weight[at] ?? 1;
      if (weight !== 1) weigh(block, at, weight);
    }
  }

  /** Takes an element into the block unless it is left out. */
  private take(batch: Batch, row: number, channel: number, value: number): void {
    const given = batch.logits[value] ?? Number.NaN;
    const target = this.target(batch, row, channel, value);
    if (Number.isNaN(target)) return;
    const { input } = this.interpretation;
    const x = input === 'logits' ? given : logitOfValue(given, input);
    if (!Number.isFinite(x)) {
      this.leftOut.logitNotFinite(batch.firstRow + row, channel, given);
      return;
    }
    const weight = elementWeight(batch, row, channel);
    if (!Number.isFinite(weight)) {
      this.leftOut.weightNotFinite();
      return;
    }
    if (weight === 0) {
      this.leftOut.withoutWeight(target >= 0.5);
      return;
    }
    const { block } = this;
    const at = block.length++;
    block.element[at] = (batch.firstRow + row) * this.channels + channel;
    block.channel[at] = channel;
    block.target[at] = target;
    block.logit[at] = x;
    block.givenGradient[at] =
      batch.gradient === undefined ? Number.NaN : valueAt(batch.gradient, row, channel);
    block.givenLoss[at] = batch.loss === undefined ? Number.NaN : valueAt(batch.loss, row, channel);
    block.weight[at] = weight;
  }

  /** How much of the positive class the target is, or NaN when the element is left out. */
  private target(batch: Batch, row: number, channel: number, value: number): number {
    const { targetsPerRow } = this.layout;
    const { ignoreIndex, targets: kind } = this.interpretation;
    const byIndex = targetsPerRow === 1 && this.channels > 1;
    const target = batch.targets[byIndex ? row : value] ?? Number.NaN;
    if (target === ignoreIndex) {
      this.leftOut.ignored++;
      return Number.NaN;
    }
    if (!Number.isFinite(target)) {
      this.leftOut.targetNotFinite(batch.firstRow + row, channel, target);
      return Number.NaN;
    }
    // The index one past the last class is the background: no channel is positive.
    if (byIndex && Number.isInteger(target) && target >= 0 && target <= this.channels) {
      return target === channel ? 1 : 0;
    }
    if (!byIndex && (target === 0 || target === 1 || (kind === 'soft' && target > 0 && target < 1)))
      return target;
    this.leftOut.targetInvalid(batch.firstRow + row, channel, target);
    return Number.NaN;
  }

  private hardTerm(at: number): void {
    const { block, weights } = this;
    const x = block.logit[at] ?? Number.NaN;
    const target = block.target[at] ?? Number.NaN;
    const channel = block.channel[at] ?? 0;
    const margin = target === 1 ? x : -x;
    const decay = Math.exp(-Math.abs(x));
    const large = 1 / (1 + decay);
    const small = decay * large;
    const p = margin >= 0 ? large : small;
    const q = margin >= 0 ? small : large;
    const crossEntropy = Math.log1p(decay) + (margin < 0 ? -margin : 0);
    const alpha = (target === 1 ? weights.positive[channel] : weights.negative[channel]) ?? 1;
    writeHardTerm(
      block,
      at,
      margin,
      decay,
      p,
      q,
      crossEntropy,
      alpha,
      this.parameters.gamma,
      target === 1 ? -1 : 1,
    );
    block.positive[at] = target;
    block.confidence[at] = x >= 0 ? large : small;
    block.outcome[at] = target;
  }

  /** A target between 0 and 1, as torchvision's sigmoid_focal_loss takes it: p_t and α_t are interpolated. */
  private softTerm(at: number): void {
    const { block, weights } = this;
    const x = block.logit[at] ?? Number.NaN;
    const target = block.target[at] ?? Number.NaN;
    const channel = block.channel[at] ?? 0;
    const { gamma } = this.parameters;
    const decay = Math.exp(-Math.abs(x));
    const p = (x >= 0 ? 1 : decay) / (1 + decay);
    const rest = (x >= 0 ? decay : 1) / (1 + decay);
    const missed = rest * target + p * (1 - target);
    const crossEntropy = Math.log1p(decay) + Math.max(x, 0) - x * target;
    const alpha = (weights.positive[channel] ?? 1) * target + (weights.negative[channel] ?? 1) * (1 - target);
    const slope = (2 * target - 1) * p * rest;
    const modulating = power(missed, gamma);
    const steepness = gamma === 0 ? 0 : gamma * power(missed, gamma - 1) * slope * crossEntropy;
    block.positive[at] = target >= 0.5 ? 1 : 0;
    block.margin[at] = Number.NaN;
    block.targetProbability[at] = p * target + rest * (1 - target);
    block.crossEntropy[at] = crossEntropy;
    block.alphaBalancedCrossEntropy[at] = alpha * crossEntropy;
    block.focal[at] = alpha * modulating * crossEntropy;
    block.focalStar[at] = focalStarFrom(Math.abs(x), decay, gamma) + Math.max(x, 0) - x * target;
    block.focalGradient[at] = alpha * (modulating * (p - target) - steepness);
    block.confidence[at] = p;
    block.outcome[at] = target;
  }
}
