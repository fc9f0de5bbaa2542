import type { Batch } from '../input/batches';
import type { Layout } from '../input/layout';
import type { Interpretation } from '../report/report';
import { LeftOut } from '../statistics/left-out';
import { elementWeight, valueAt } from './element-weight';
import { logitOfValue } from './input-logits';
import { BLOCK_TERMS, sharedTermBlock, type TermBlock } from './term-block';

/** Collects the elements of a sigmoid that have a loss into blocks, before their losses are computed. */
export class SigmoidElements {
  private readonly block = sharedTermBlock();
  private readonly channels: number;

  constructor(
    private readonly layout: Layout,
    private readonly interpretation: Interpretation,
    private readonly leftOut = new LeftOut(),
  ) {
    this.channels = layout.channels;
  }

  /** The block passed to `consume` is reused after `consume` returns. */
  fill(batch: Batch, consume: (block: TermBlock) => void): void {
    const { block, channels } = this;
    const values = batch.rows * channels;
    let channel = 0;
    let row = 0;
    block.length = 0;
    for (let value = 0; value < values; value++) {
      this.take(batch, row, channel, value);
      if (block.length === BLOCK_TERMS) {
        consume(block);
        block.length = 0;
      }
      if (++channel === channels) {
        channel = 0;
        row++;
      }
    }
    if (block.length > 0) {
      consume(block);
    }
  }

  /** Takes an element into the block unless it is left out. */
  private take(batch: Batch, row: number, channel: number, value: number): void {
    const given = batch.logits[value] ?? Number.NaN;
    const target = this.target(batch, row, channel, value);
    if (Number.isNaN(target)) {
      return;
    }
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

  /** The target as a share of the positive class; NaN when the element is left out. */
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
    // The index past the last class is the background: no channel is positive.
    if (byIndex && Number.isInteger(target) && target >= 0 && target <= this.channels) {
      return target === channel ? 1 : 0;
    }
    if (!byIndex && (target === 0 || target === 1 || (kind === 'soft' && target > 0 && target < 1))) {
      return target;
    }
    this.leftOut.targetInvalid(batch.firstRow + row, channel, target);
    return Number.NaN;
  }
}
