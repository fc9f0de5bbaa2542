import { focalStarOf, power } from '../../numerics/margin-losses';
import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import type { LeftOut } from '../statistics/left-out';
import { classWeights } from './class-weights';
import { valueAt, weigh } from './element-weight';
import { type SoftmaxExample, SoftmaxExamples } from './softmax-examples';
import type { SoftmaxRow } from './softmax-row';
import { BLOCK_TERMS, sharedTermBlock, type TermBlock } from './term-block';
import { type TermSource, writeHardTerm } from './term-source';

/** Largest margin that is distinguished: the largest finite −log p in float64. */
const LARGEST_MARGIN = 745;

/** Writes the entry of a row with a hard target. */
function writeRowTerm(
  block: TermBlock,
  at: number,
  row: SoftmaxRow,
  position: number,
  alpha: number,
  gamma: number,
): void {
  const ahead = row.shifted[position] ?? 0;
  const others = row.sumWithout(position);
  const margin = others > 0 ? ahead - Math.log(others) : LARGEST_MARGIN;
  writeHardTerm(
    block,
    at,
    margin,
    Math.exp(-Math.abs(margin)),
    (row.exponentials[position] ?? 0) / row.sum,
    others / row.sum,
    Math.log1p(row.rest) - ahead,
    alpha,
    gamma,
    -1,
  );
}

/** One loss term per example: index, one-hot or soft targets over the classes. */
export class SoftmaxTerms implements TermSource {
  private readonly block = sharedTermBlock();
  private readonly examples: SoftmaxExamples;
  private readonly weights: Float64Array;

  constructor(
    private readonly layout: Layout,
    interpretation: Interpretation,
    private readonly parameters: Parameters,
    leftOut: LeftOut,
    /** Called with the share of each class of a target, times the weight of the example. */
    private readonly onPart: (isPositive: boolean, margin: number, amount: number) => void,
  ) {
    this.examples = new SoftmaxExamples(layout, interpretation, leftOut);
    this.weights = classWeights(parameters.alpha, 'softmax', layout).positive;
  }

  fill(batch: Batch, consume: (block: TermBlock) => void): void {
    const { block } = this;
    block.length = 0;
    this.examples.forEach(batch, (example) => {
      this.write(batch, example);
      if (block.length === BLOCK_TERMS) {
        consume(block);
        block.length = 0;
      }
    });
    if (block.length > 0) {
      consume(block);
    }
  }

  private write(batch: Batch, example: SoftmaxExample): void {
    const { block } = this;
    const { kind, place, position, isPositive, weight } = example;
    const { row } = this.examples;
    const at = block.length++;
    block.element[at] = batch.firstRow + place;
    block.channel[at] = position;
    block.target[at] = position;
    block.positive[at] = isPositive ? 1 : 0;
    block.confidence[at] = 1 / row.sum;
    block.outcome[at] = row.top === position ? 1 : 0;
    block.topClass[at] = row.top;
    block.classesAhead[at] = row.classesAheadOf(position);
    if (kind === 'hard') {
      writeRowTerm(block, at, row, position, this.weights[position] ?? 1, this.parameters.gamma);
      this.onPart(isPositive, block.margin[at] ?? 0, weight);
    } else {
      this.softTerm(at, example);
    }
    if (weight !== 1) {
      weigh(block, at, weight);
    }
    block.givenGradient[at] =
      batch.gradient === undefined ? Number.NaN : valueAt(batch.gradient, place, position);
    block.givenLoss[at] = batch.loss === undefined ? Number.NaN : valueAt(batch.loss, place, position);
    block.weight[at] = weight;
  }

  /** Soft targets: −Σ α_k y_k (1 − p_k)^γ log p_k. */
  private softTerm(at: number, { position, isPositive, weight: weightOfExample }: SoftmaxExample): void {
    const { block } = this;
    const { row, shares } = this.examples;
    const { gamma } = this.parameters;
    const logOfSum = Math.log1p(row.rest);
    let crossEntropy = 0;
    let balanced = 0;
    let focal = 0;
    let focalStar = 0;
    let expected = 0;
    let pull = 0;
    let pullOfTarget = 0;
    for (let channel = 0; channel < this.layout.channels; channel++) {
      const part = shares[channel] ?? 0;
      if (part === 0) {
        continue;
      }
      const p = (row.exponentials[channel] ?? 0) / row.sum;
      const others = row.sumWithout(channel);
      const q = others / row.sum;
      const loss = logOfSum - (row.shifted[channel] ?? 0);
      const weight = part * (this.weights[channel] ?? 1);
      const modulating = power(q, gamma);
      crossEntropy += part * loss;
      balanced += weight * loss;
      focal += weight * modulating * loss;
      const margin = others > 0 ? (row.shifted[channel] ?? 0) - Math.log(others) : LARGEST_MARGIN;
      focalStar += part * focalStarOf(margin, gamma);
      this.onPart(isPositive, margin, part * weightOfExample);
      expected += part * p;
      const steepness = gamma === 0 || q === 0 ? 0 : gamma * p * q ** (gamma - 1) * loss;
      const slope = weight * (modulating + steepness);
      pull += slope;
      if (channel === position) {
        pullOfTarget = slope;
      }
    }
    const p = (row.exponentials[position] ?? 0) / row.sum;
    block.margin[at] = Number.NaN;
    block.targetProbability[at] = Math.min(1, expected);
    block.crossEntropy[at] = crossEntropy;
    block.alphaBalancedCrossEntropy[at] = balanced;
    block.focal[at] = focal;
    block.focalStar[at] = focalStar;
    block.focalGradient[at] = p * pull - pullOfTarget;
  }
}
