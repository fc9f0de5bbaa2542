import type { ElementType } from '../../tensor/element-type';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';
import { UnsuitedData } from '../unsuited-data';

/**
 * Memory for the raw logits or probabilities, and for their float32 logits. A float64 logit is rounded to the nearest
 * float32. Sums stay accurate, but a logit closer to the edge of a histogram than 6e-8 of its value may be counted on the
 * other side. Logits without a cell are not rounded.
 */
export class LogitData {
  private readonly raw: number;
  /** Address of the values as float32; that of `raw` for float64. */
  private readonly given: number;
  private readonly floats: number;
  private readonly isWide: boolean;

  /**
   * @param rows most rows at a time
   * @param channels values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    readonly type: ElementType,
    rows: number,
    readonly channels: number,
    private readonly input: KernelTask['input'],
    private readonly isSoftmax: boolean,
  ) {
    const values = rows * channels;
    this.raw = kernel.reserve(values * type.itemSize);
    this.isWide = type.dtype === 'float64';
    const floats = () => kernel.reserve(4 * values);
    this.given = type.dtype === 'float32' || this.isWide ? this.raw : floats();
    this.floats = this.isWide || input === 'probabilities' ? floats() : this.given;
  }

  /** Memory for the raw bytes of a number of rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.channels * this.type.itemSize);
  }

  /**
   * Turns the raw bytes into float32 logits and returns their address.
   * @param isFarSeen true if the host is called for every value without a cell
   * @throws UnsuitedData for a finite value beyond float32, unless `isFarSeen`
   */
  decode(rows: number, isFarSeen = false): number {
    const { exports } = this.kernel;
    const elements = rows * this.channels;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) {
      exports.swapBytes(this.raw, elements * itemSize, itemSize);
    }
    if (dtype === 'float16') {
      exports.widenFloat16(this.raw, this.given, elements);
    } else if (dtype === 'bfloat16') {
      exports.widenBfloat16(this.raw, this.given, elements);
    }
    if (this.input === 'probabilities') {
      if (this.isSoftmax) {
        exports.logitsOfRows(this.given, this.isWide, this.floats, rows, this.channels);
      } else if (this.isWide) {
        exports.logitsOfWideProbabilities(this.raw, this.floats, elements);
      } else {
        exports.logitsOfProbabilities(this.given, this.floats, elements);
      }
    } else if (this.isWide) {
      const overflows = exports.narrowFloat64(this.raw, this.floats, elements) !== 0;
      if (overflows && !isFarSeen) {
        throw new UnsuitedData('A finite logit is beyond float32.');
      }
    }
    return this.floats;
  }

  /** Computes the float32 differences of float64 logits to the largest of their row, and returns their address. */
  decodeShifted(rows: number, floats: number): number {
    this.kernel.exports.narrowShifted(this.raw, floats, rows, this.channels);
    return floats;
  }

  /** The original value. */
  at(place: number): number {
    const view = new DataView(this.kernel.memory);
    if (this.isWide) {
      return view.getFloat64(this.raw + 8 * place, true);
    }
    return view.getFloat32(this.given + 4 * place, true);
  }

  /** Copies the original values of a row. */
  readRow(place: number, into: Float64Array): void {
    const { channels } = this;
    const { memory } = this.kernel;
    const first = place * channels;
    into.set(
      this.isWide
        ? new Float64Array(memory, this.raw + 8 * first, channels)
        : new Float32Array(memory, this.given + 4 * first, channels),
    );
  }

  /** The logit of a value; exact if the value is a logit. */
  logitAt(place: number): number {
    if (this.input === 'logits') {
      return this.at(place);
    }
    return new DataView(this.kernel.memory).getFloat32(this.floats + 4 * place, true);
  }

  /** Adds the statistics of the values of rows of probabilities to the sums of rows. */
  addProbabilities(rows: number): void {
    this.kernel.exports.addProbabilities(this.given, this.isWide, rows);
  }
}
