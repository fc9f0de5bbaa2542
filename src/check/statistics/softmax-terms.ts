import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation, Parameters } from '../report/report';
import { classWeights } from './class-weights';
import { elementWeight, valueAt, weigh } from './element-weight';
import { logitsOfRow } from './input-logits';
import { LeftOut } from './left-out';
import { focalStarOf, power } from './margin-losses';
import { SoftmaxRow } from './softmax-row';
import { TargetRow } from './target-row';
import type { TemperatureGrid } from './temperature-grid';
import { BLOCK_TERMS, sharedTermBlock, type TermBlock } from './term-block';
import { type TermSource, writeHardTerm } from './terms';

/** Below this a probability's margin is not told apart: the largest finite −log p in float64. */
const LARGEST_MARGIN = 745;

/** Writes the entry of a row that is of one class. */
export function writeRowTerm(
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

/** One loss term for each example: index, one-hot or soft targets over the classes. */
export class SoftmaxTerms implements TermSource {
  readonly leftOut = new LeftOut();
  private readonly block = sharedTermBlock();
  private readonly row: SoftmaxRow;
  private readonly target: TargetRow;
  private readonly weights: Float64Array;

  constructor(
    private readonly layout: Layout,
    private readonly interpretation: Interpretation,
    private readonly parameters: Parameters,
    /** Null where the losses at other temperatures are of no interest. */
    private readonly temperatures: TemperatureGrid | null,
    /** Told the part of each class of a target, times the weight of its example. */
    private readonly onPart?: (isPositive: boolean, margin: number, amount: number) => void,
  ) {
    this.row = new SoftmaxRow(layout.channels);
    this.target = new TargetRow(layout, interpretation, this.leftOut);
    this.weights = classWeights(parameters.alpha, 'softmax', layout).positive;
  }

  fill(batch: Batch, consume: (block: TermBlock) => void): void {
    const { block } = this;
    block.length = 0;
    for (let row = 0; row < batch.rows; row++) {
      this.term(batch, row);
      if (block.length === BLOCK_TERMS) {
        consume(block);
        block.length = 0;
      }
    }
    if (block.length > 0) {
      consume(block);
    }
  }

  private term(batch: Batch, row: number): void {
    const kind = this.target.read(batch, row);
    if (kind === 'left out' || !this.readLogits(batch, row)) {
      return;
    }
    const { position } = this.target;
    const isPositive = position !== this.interpretation.backgroundClass;
    const weight = elementWeight(batch, row, position);
    if (!Number.isFinite(weight)) {
      this.leftOut.weightNotFinite();
      return;
    }
    if (weight === 0) {
      this.leftOut.withoutWeight(isPositive);
      return;
    }
    const { block } = this;
    const at = block.length++;
    block.element[at] = batch.firstRow + row;
    block.channel[at] = position;
    block.target[at] = position;
    block.positive[at] = isPositive ? 1 : 0;
    block.confidence[at] = 1 / this.row.sum;
    block.outcome[at] = this.row.top === position ? 1 : 0;
    if (kind === 'hard') {
      this.hardTerm(at, weight, isPositive);
    } else {
      this.softTerm(at, weight, isPositive);
    }
    if (weight !== 1) {
      weigh(block, at, weight);
    }
    block.givenGradient[at] =
      batch.gradient === undefined ? Number.NaN : valueAt(batch.gradient, row, position);
    block.givenLoss[at] = batch.loss === undefined ? Number.NaN : valueAt(batch.loss, row, position);
    block.weight[at] = weight;
  }

  /** False when the example is left out. */
  private readLogits(batch: Batch, row: number): boolean {
    const { channels } = this.layout;
    const { input } = this.interpretation;
    const { logits } = this.row;
    const first = row * channels;
    for (let channel = 0; channel < channels; channel++) {
      logits[channel] = batch.logits[first + channel] ?? Number.NaN;
    }
    if (input !== 'logits') {
      logitsOfRow(logits, input);
    }
    for (let channel = 0; channel < channels; channel++) {
      if (!Number.isFinite(logits[channel])) {
        const culprit = this.culpritOf(batch, first, channel);
        this.leftOut.logitNotFinite(
          batch.firstRow + row,
          culprit,
          batch.logits[first + culprit] ?? Number.NaN,
        );
        return false;
      }
    }
    this.row.normalise();
    return true;
  }

  /** One bad value of a row that was squashed twice spoils them all: the first that is none, or else the one that shows. */
  private culpritOf(batch: Batch, first: number, shown: number): number {
    if (this.interpretation.input !== 'squashed-twice') {
      return shown;
    }
    for (let channel = 0; channel < this.layout.channels; channel++) {
      const value = batch.logits[first + channel] ?? Number.NaN;
      if (!(value >= 0 && value <= 1)) {
        return channel;
      }
    }
    return shown;
  }

  private hardTerm(at: number, weightOfExample: number, isPositive: boolean): void {
    const { block, row } = this;
    const { position } = this.target;
    writeRowTerm(block, at, row, position, this.weights[position] ?? 1, this.parameters.gamma);
    this.onPart?.(isPositive, block.margin[at] ?? 0, weightOfExample);
    this.temperatures?.add(row.shifted, row.shifted[position] ?? 0, block.outcome[at] ?? 0);
  }

  /** Targets shared between classes: −Σ α_k y_k (1 − p_k)^γ log p_k. */
  private softTerm(at: number, weightOfExample: number, isPositive: boolean): void {
    const { block, row } = this;
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
      const part = this.target.shares[channel] ?? 0;
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
      this.onPart?.(isPositive, margin, part * weightOfExample);
      expected += part * p;
      const steepness = gamma === 0 || q === 0 ? 0 : gamma * p * q ** (gamma - 1) * loss;
      const slope = weight * (modulating + steepness);
      pull += slope;
      if (channel === this.target.position) {
        pullOfTarget = slope;
      }
    }
    const p = (row.exponentials[this.target.position] ?? 0) / row.sum;
    block.margin[at] = Number.NaN;
    block.targetProbability[at] = Math.min(1, expected);
    block.crossEntropy[at] = crossEntropy;
    block.alphaBalancedCrossEntropy[at] = balanced;
    block.focal[at] = focal;
    block.focalStar[at] = focalStar;
    block.focalGradient[at] = p * pull - pullOfTarget;
  }
}
