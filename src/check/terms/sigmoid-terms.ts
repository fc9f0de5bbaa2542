import { focalStarFrom, power } from '../../numerics/margin-losses';
import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import type { LeftOut } from '../statistics/left-out';
import { type ClassWeights, classWeights } from './class-weights';
import { weigh } from './element-weight';
import { SigmoidElements } from './sigmoid-elements';
import type { TermBlock } from './term-block';
import { type TermSource, writeHardTerm } from './term-source';

/** One loss term per value: binary or multi-label, hard or soft, or an index target read one-vs-rest. */
export class SigmoidTerms implements TermSource {
  private readonly elements: SigmoidElements;
  private readonly weights: ClassWeights;

  constructor(
    layout: Layout,
    interpretation: Interpretation,
    private readonly parameters: Parameters,
    leftOut: LeftOut,
  ) {
    this.elements = new SigmoidElements(layout, interpretation, leftOut);
    this.weights = classWeights(parameters.alpha, 'sigmoid', layout);
  }

  fill(batch: Batch, consume: (block: TermBlock) => void): void {
    this.elements.fill(batch, (block) => {
      this.compute(block);
      consume(block);
    });
  }

  /** Computes the terms of the collected elements. A separate loop, because the engine optimises it best. */
  private compute(block: TermBlock): void {
    for (let at = 0; at < block.length; at++) {
      const target = block.target[at] ?? Number.NaN;
      if (target === 1 || target === 0) {
        this.hardTerm(block, at);
      } else {
        this.softTerm(block, at);
      }
      const weight = block.weight[at] ?? 1;
      if (weight !== 1) {
        weigh(block, at, weight);
      }
    }
  }

  private hardTerm(block: TermBlock, at: number): void {
    const { weights } = this;
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

  /** A target between 0 and 1: p_t and α_t are interpolated, as in torchvision's sigmoid_focal_loss. */
  private softTerm(block: TermBlock, at: number): void {
    const { weights } = this;
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
