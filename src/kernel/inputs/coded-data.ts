import type { ElementType } from '../../tensor/element-type';
import type { KernelInstance } from '../kernel-instance';
import { GivenValues } from './given-values';

/** Meaning of the values; see element-codes.ts. */
export interface CodeRules {
  /** Target value of ignored elements. */
  readonly ignored: number | null;
  /** Number of classes for class indices; 0 for values that are zeros and ones. */
  readonly classes: number;
}

/**
 * Memory for raw targets, weights or masks and for their codes: one byte each, or one int32 each for class indices.
 */
export class CodedData {
  /** Address of the codes. */
  readonly codes: number;
  private readonly given: GivenValues;

  /**
   * @param rows most rows at a time
   * @param perRow values in a row
   */
  constructor(
    private readonly kernel: KernelInstance,
    type: ElementType,
    rows: number,
    readonly perRow: number,
    private readonly rules: CodeRules,
  ) {
    this.given = new GivenValues(kernel, type, rows, perRow);
    this.codes = kernel.reserve(rows * perRow * (rules.classes === 0 ? 1 : 4));
  }

  /** Memory for the raw bytes of a number of rows. Valid until the kernel's memory grows. */
  bytes(rows: number): Uint8Array {
    return this.given.bytes(rows);
  }

  /** Turns the raw values into codes. */
  decode(rows: number): void {
    const { exports } = this.kernel;
    const { ignored, classes } = this.rules;
    const values = this.given.widen(rows);
    exports.setUpCodes(ignored ?? 0, ignored !== null, classes);
    exports.codeValues(this.given.code, values, this.codes, rows * this.perRow);
  }

  /** The original value. */
  at(place: number): number {
    return this.given.at(place);
  }
}
