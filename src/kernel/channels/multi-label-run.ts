import type { ClassWeights } from '../../check/terms/class-weights';
import { foldWeights, inputBuffersFor, type KernelBuffers } from '../inputs/input-buffers';
import { addOddValue, noOddValues } from '../inputs/odd-values';
import { KernelInstance } from '../kernel-instance';
import type { KernelRun } from '../kernel-run';
import type { KernelTask } from '../kernel-task';
import type { KernelRecord, WorkerResult } from '../run';
import { FloatBins } from '../sigmoid/float-bins';
import { hardestIn } from '../sums/hardest';
import { RowSums } from '../sums/row-sums';

/**
 * Rows of several logits, each with its own hard target, or with a class index that marks the positive one. The statistics
 * of all elements together come from the float bins, those of each channel from sums.
 */
export class MultiLabelRun implements KernelRun {
  readonly bufferSets: readonly KernelBuffers[];
  private readonly kernel: KernelInstance;
  private readonly floatBins: FloatBins;
  private readonly sums: RowSums;
  private readonly channels: number;
  private readonly input: KernelTask['input'];
  /** True if there is one α per channel. */
  private readonly hasAlphas: boolean;
  /** True if a row has one target, the index of its class. */
  private readonly byIndex: boolean;
  /** Address of the codes of the elements, if rows have class indices. */
  private readonly spread: number;
  private oddValues = noOddValues();
  private current:
    | { readonly buffers: KernelBuffers; readonly firstRow: number; readonly codes: number }
    | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    readonly mostRows: number,
  ) {
    const { channels, targetsPerRow, gamma, ignoreIndex } = task;
    this.channels = channels;
    this.input = task.input;
    this.hasAlphas = task.channelAlphas !== null;
    this.byIndex = targetsPerRow === 1;
    this.kernel = new KernelInstance(module, true);
    this.kernel.onException = (place) => this.take(place);
    this.floatBins = new FloatBins(this.kernel, gamma);
    this.bufferSets = inputBuffersFor(this.kernel, task, mostRows, {
      ignored: ignoreIndex,
      // The index past the last class is the background.
      classes: this.byIndex ? channels + 1 : 0,
    });
    this.spread = this.byIndex ? this.kernel.reserve(mostRows * channels) : 0;
    this.sums = new RowSums(this.kernel, task);
    if (task.channelAlphas !== null) {
      this.writeAlphas(task.channelAlphas);
    }
  }

  add(buffers: KernelBuffers, firstRow: number, rows: number): void {
    const { exports } = this.kernel;
    buffers.targets.decode(rows);
    const logits = buffers.logits.decode(rows);
    const codes = this.byIndex ? this.spread : buffers.targets.codes;
    if (this.byIndex) {
      exports.spreadClasses(buffers.targets.codes, codes, rows);
    }
    this.oddValues.leftOut.positivesWithoutWeight += foldWeights(this.kernel, buffers, codes, logits, rows);
    this.current = { buffers, firstRow, codes };
    exports.addMultiLabelRows(logits, codes, rows, this.input === 'logits', this.hasAlphas);
    if (this.input === 'probabilities') {
      buffers.logits.addProbabilities(rows);
    }
    this.floatBins.add(logits, codes, rows * this.channels, firstRow * this.channels);
  }

  endJob(): KernelRecord {
    const { oddValues } = this;
    this.oddValues = noOddValues();
    return { oddValues, sums: this.sums.take(), rowMargins: [] };
  }

  result(): WorkerResult {
    return { floatBins: this.floatBins.result(), hardest: hardestIn(this.kernel) };
  }

  private writeAlphas({ positive, negative }: ClassWeights): void {
    const padded = 4 * Math.ceil(this.channels / 4);
    const alphas = new Float32Array(this.kernel.memory, this.kernel.exports.alphaAddress(), 2 * padded);
    alphas.set(positive);
    alphas.set(negative, padded);
  }

  private take(place: number): void {
    if (this.current === undefined) {
      return;
    }
    const { buffers, firstRow, codes } = this.current;
    const code = this.kernel.byteAt(codes + place);
    const channel = place % this.channels;
    const row = (place - channel) / this.channels;
    const value = buffers.targets.at(this.byIndex ? row : place);
    const target = { row: firstRow + row, channel, value };
    const margin = addOddValue(
      this.oddValues,
      target,
      buffers.logits.logitAt(place),
      code,
      buffers.logits.at(place),
    );
    if (margin === null) {
      return;
    }
    this.kernel.exports.consider(code, margin, firstRow * this.channels + place, code);
  }
}
