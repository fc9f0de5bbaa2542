import type { ElementType } from '../../tensor/element-type';
import type { KernelInstance } from '../kernel-instance';
import { GivenValues } from './given-values';

/** What the values say; see element-codes.ts. */
export interface CodeRules {
  /** The value that takes an element out. */
  readonly ignored: number | null;
  /** Classes of which a value is the index; 0 for values that are zeros and ones. */
  readonly classes: number;
}

/**
 * Room for raw targets, weights or masks, and for what they say: a byte each, or an int32 each for class indices.
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

  /** Where to write the raw bytes of so many rows. Valid until the kernel's memory grows. */
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

  /** The value as it was given. */
  at(place: number): number {
    return this.given.at(place);
  }
}
