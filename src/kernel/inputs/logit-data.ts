import type { ElementType } from '../../tensor/element-type';
import type { KernelInstance } from '../kernel-instance';
import type { KernelTask } from '../kernel-task';
import { UnsuitedData } from '../unsuited-data';
import { GivenValues } from './given-values';

/**
 * Memory for the raw logits or probabilities, and for their float32 logits. A float64 logit is rounded to the nearest
 * float32. Sums stay accurate, but a logit closer to the edge of a histogram than 6e-8 of its value may be counted on the
 * other side. Logits without a float bin are not rounded.
 */
export class LogitData {
  private readonly given: GivenValues;
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
    this.given = new GivenValues(kernel, type, rows, channels);
    this.isWide = type.dtype === 'float64';
    const isFloat32 = input === 'logits' && !this.isWide;
    this.floats = isFloat32 ? this.given.address : kernel.reserve(4 * rows * channels);
  }

  /** Memory for the raw bytes of a number of rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return this.given.bytes(rows);
  }

  /**
   * Turns the raw bytes into float32 logits and returns their address.
   * @param isFarSeen true if the host is called for every value without a float bin
   * @throws UnsuitedData for a finite value beyond float32, unless `isFarSeen`
   */
  decode(rows: number, isFarSeen = false): number {
    const { exports } = this.kernel;
    const elements = rows * this.channels;
    const values = this.given.widen(rows);
    if (this.input === 'probabilities') {
      if (this.isSoftmax) {
        exports.logitsOfRows(values, this.isWide, this.floats, rows, this.channels);
      } else if (this.isWide) {
        exports.logitsOfWideProbabilities(values, this.floats, elements);
      } else {
        exports.logitsOfProbabilities(values, this.floats, elements);
      }
    } else if (this.isWide) {
      const overflows = exports.narrowFloat64(values, this.floats, elements) !== 0;
      if (overflows && !isFarSeen) {
        throw new UnsuitedData('A finite logit is beyond float32.');
      }
    }
    return this.floats;
  }

  /** Computes the float32 differences of float64 logits to the largest of their row, and returns their address. */
  decodeShifted(rows: number, floats: number): number {
    this.kernel.exports.narrowShifted(this.given.address, floats, rows, this.channels);
    return floats;
  }

  /** The original value. */
  at(place: number): number {
    return this.given.at(place);
  }

  /** Copies the original values of a row. */
  readRow(place: number, into: Float64Array): void {
    const first = place * this.channels;
    for (let channel = 0; channel < this.channels; channel++) {
      into[channel] = this.at(first + channel);
    }
  }

  /** The logit of a value; exact if the value is a logit. */
  logitAt(place: number): number {
    return this.input === 'logits' ? this.at(place) : this.kernel.float32At(this.floats + 4 * place);
  }

  /** Adds the statistics of the values of rows of probabilities to the sums of rows. */
  addProbabilities(rows: number): void {
    this.kernel.exports.addProbabilities(this.given.address, this.isWide, rows);
  }
}
