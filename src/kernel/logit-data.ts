import type { ElementType } from '../tensor/element-type';
import { type KernelInstance, SPARE_BYTES } from './kernel-instance';
import { EXACT_EXTREMA } from './memory-map';
import { UnsuitedData } from './unsuited-data';

const INFINITY = Number.POSITIVE_INFINITY;

/**
 * Room for the raw logits in the kernel's memory, and for the float32 that they become. A float64 is rounded to the
 * nearest: what is summed loses nothing that shows, but one that lies within 6e-8 of an edge of a histogram may be counted
 * on its other side. Extrema, and what has no cell, are kept as they are.
 */
export class LogitData {
  private readonly raw: number;
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
  ) {
    const values = rows * channels;
    this.raw = kernel.reserve(values * type.itemSize + SPARE_BYTES);
    this.floats = type.dtype === 'float32' ? this.raw : kernel.reserve(4 * values + SPARE_BYTES);
    this.isWide = type.dtype === 'float64';
    if (this.isWide) this.exactExtrema().set([INFINITY, INFINITY, -INFINITY, -INFINITY]);
  }

  /** Where to write the raw bytes of so many rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return new Uint8Array(this.kernel.memory, this.raw, rows * this.channels * this.type.itemSize);
  }

  /**
   * Turns the raw bytes into float32 and returns their address.
   * @param isFarSeen whether the host is told of every value that has no cell
   * @throws UnsuitedData for a finite value beyond float32 that the host is not told of
   */
  decode(rows: number, isFarSeen = false): number {
    const { exports } = this.kernel;
    const elements = rows * this.channels;
    const { dtype, itemSize, littleEndian } = this.type;
    if (!littleEndian) exports.swapBytes(this.raw, elements * itemSize, itemSize);
    if (dtype === 'float16') exports.widenFloat16(this.raw, this.floats, elements);
    else if (dtype === 'bfloat16') exports.widenBfloat16(this.raw, this.floats, elements);
    else if (this.isWide) {
      const overflows = exports.narrowFloat64(this.raw, this.floats, elements) !== 0;
      if (overflows && !isFarSeen) throw new UnsuitedData('A finite logit is beyond float32.');
    }
    return this.floats;
  }

  /** The value as it was given. */
  at(place: number): number {
    const view = new DataView(this.kernel.memory);
    if (this.isWide) return view.getFloat64(this.raw + 8 * place, true);
    return view.getFloat32(this.floats + 4 * place, true);
  }

  /** Of all values so far that have a cell, as they were given; null where float32 holds them all. */
  extrema(): { readonly minimum: number; readonly maximum: number } | null {
    if (!this.isWide) return null;
    const [first = INFINITY, second = INFINITY, third = -INFINITY, fourth = -INFINITY] = this.exactExtrema();
    return { minimum: Math.min(first, second), maximum: Math.max(third, fourth) };
  }

  /**
   * Extends extrema of each channel by the finite values of the rows as they were given.
   * @param minima address of float64; behind them, at the next multiple of 32 bytes, lie the maxima
   */
  addExtrema(rows: number, minima: number): void {
    const maxima = minima + 32 * Math.ceil(this.channels / 4);
    this.kernel.exports.addExtrema(this.raw, rows, this.channels, minima, maxima);
  }

  private exactExtrema(): Float64Array {
    return new Float64Array(this.kernel.memory, EXACT_EXTREMA, 4);
  }
}
