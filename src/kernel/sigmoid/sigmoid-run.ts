import { foldWeights, inputBuffersFor, type KernelBuffers } from '../inputs/input-buffers';
import { addOddValue, noOddValues } from '../inputs/odd-values';
import { KernelInstance } from '../kernel-instance';
import type { KernelRun } from '../kernel-run';
import type { KernelTask } from '../kernel-task';
import type { KernelRecord, WorkerResult } from '../run';
import { hardestIn } from '../sums/hardest';
import { RowSums } from '../sums/row-sums';
import { FloatBins } from './float-bins';

/** One logit a row, with a hard target: all statistics follow from the float bins, except those of probabilities as values. */
export class SigmoidRun implements KernelRun {
  readonly bufferSets: readonly KernelBuffers[];
  private readonly kernel: KernelInstance;
  private readonly floatBins: FloatBins;
  /** Sums of the values if they are probabilities; null for logits. */
  private readonly sums: RowSums | null;
  private oddValues = noOddValues();
  private current: { readonly buffers: KernelBuffers; readonly first: number } | undefined;

  constructor(
    module: WebAssembly.Module,
    task: KernelTask,
    readonly mostRows: number,
  ) {
    this.kernel = new KernelInstance(module, true);
    this.kernel.onException = (place) => this.take(place);
    this.floatBins = new FloatBins(this.kernel, task.gamma);
    this.bufferSets = inputBuffersFor(this.kernel, task, mostRows, { ignored: task.ignoreIndex, classes: 0 });
    this.sums = task.input === 'probabilities' ? new RowSums(this.kernel, task) : null;
  }

  add(buffers: KernelBuffers, firstRow: number, rows: number): void {
    this.current = { buffers, first: firstRow };
    buffers.targets.decode(rows);
    const { codes } = buffers.targets;
    const logits = buffers.logits.decode(rows, buffers.weights.length === 0);
    this.oddValues.leftOut.positivesWithoutWeight += foldWeights(this.kernel, buffers, codes, logits, rows);
    if (this.sums !== null) {
      buffers.logits.addProbabilities(rows);
    }
    this.floatBins.add(logits, codes, rows, firstRow);
  }

  endJob(): KernelRecord {
    const { oddValues } = this;
    this.oddValues = noOddValues();
    return { oddValues, sums: this.sums?.take() ?? null, rowMargins: [] };
  }

  result(): WorkerResult {
    return { floatBins: this.floatBins.result(), hardest: hardestIn(this.kernel) };
  }

  private take(place: number): void {
    if (this.current === undefined) {
      return;
    }
    const { buffers, first } = this.current;
    const element = first + place;
    const code = this.kernel.byteAt(buffers.targets.codes + place);
    const target = { row: element, channel: 0, value: buffers.targets.at(place) };
    const { logits } = buffers;
    const margin = addOddValue(this.oddValues, target, logits.logitAt(place), code, logits.at(place));
    if (margin !== null) {
      this.kernel.exports.consider(code, margin, element, code);
    }
  }
}
