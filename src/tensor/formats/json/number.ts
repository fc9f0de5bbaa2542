import { nearestQuotient } from './decimal';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const LOWER_E = 0x65;
const UPPER_E = 0x45;

/** Decimal digits that a float64 holds exactly. */
const EXACT_DIGITS = 15;
/** Powers of ten that a float64 holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** One JSON number in a buffer. One pass over its bytes parses it; `value` converts it only when called. */
export class JsonNumber {
  /** True if the last scan found every part that a number needs. */
  complete = false;
  private buffer: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;
  private negative = false;
  /** The first 15 significant digits as an integer. */
  private first = 0;
  /** The digits after `first`, as far as they are exact. */
  private second = 0;
  /** Significant digits. */
  private digits = 0;
  private exponent = 0;
  /** True for a number without fraction and exponent. */
  private integer = false;
  private special: number | undefined;

  /**
   * Scans a number that starts at `start`.
   * @returns where the number ends (`limit` when it may continue behind it), or undefined when there is no number
   */
  scan(buffer: Uint8Array, start: number, limit: number): number | undefined {
    this.special = undefined;
    this.buffer = buffer;
    this.start = start;
    this.first = 0;
    this.second = 0;
    this.digits = 0;
    this.exponent = 0;
    this.integer = true;
    this.negative = buffer[start] === MINUS;
    const firstDigit = this.negative ? start + 1 : start;
    let at = this.scanDigits(buffer, firstDigit, limit);
    if (at === firstDigit && at < limit) {
      return undefined;
    }
    this.complete = at > firstDigit && (at === firstDigit + 1 || buffer[firstDigit] !== ZERO);
    if (at < limit && buffer[at] === POINT) {
      const firstDecimal = at + 1;
      at = this.scanDigits(buffer, firstDecimal, limit);
      this.integer = false;
      this.exponent = firstDecimal - at;
      this.complete &&= at > firstDecimal;
    }
    if (at < limit && (buffer[at] === LOWER_E || buffer[at] === UPPER_E)) {
      at = this.scanExponent(buffer, at + 1, limit);
    }
    this.end = at;
    return at;
  }

  /** True if the number is an integer that certainly fits into an int64. */
  get fitsInt64(): boolean {
    return this.integer && this.digits <= 18;
  }

  setSpecial(value: number): void {
    this.special = value;
    this.integer = false;
  }

  /** The nearest float64, correctly rounded. Valid until the buffer changes. */
  value(): number {
    if (this.special !== undefined) {
      return this.special;
    }
    const { exponent, digits } = this;
    let magnitude: number | undefined;
    if (digits > EXACT_DIGITS) {
      magnitude = nearestQuotient(this.first, this.second, digits - EXACT_DIGITS, -exponent);
    } else if (exponent >= -22 && exponent <= 22) {
      // Both factors are exact, so one rounding remains (Clinger 1990).
      const power = exactPowers[Math.abs(exponent)] ?? 1;
      magnitude = exponent < 0 ? this.first / power : this.first * power;
    }
    magnitude ??= this.slowMagnitude();
    return this.negative ? -magnitude : magnitude;
  }

  private slowMagnitude(): number {
    const text = this.buffer.subarray(this.negative ? this.start + 1 : this.start, this.end);
    return Number(text.length < 64 ? String.fromCharCode(...text) : new TextDecoder().decode(text));
  }

  private scanDigits(buffer: Uint8Array, start: number, limit: number): number {
    let { first, second, digits } = this;
    let at = start;
    for (; at < limit; at += 1) {
      const digit = (buffer[at] ?? 0) - ZERO;
      if (digit < 0 || digit > NINE - ZERO) {
        break;
      }
      if (digits < EXACT_DIGITS) {
        first = first * 10 + digit;
        digits += first > 0 ? 1 : 0;
      } else {
        second = second * 10 + digit;
        digits += 1;
      }
    }
    this.first = first;
    this.second = second;
    this.digits = digits;
    return at;
  }

  private scanExponent(buffer: Uint8Array, start: number, limit: number): number {
    const sign = buffer[start];
    const firstDigit = start < limit && (sign === PLUS || sign === MINUS) ? start + 1 : start;
    let at = firstDigit;
    let exponent = 0;
    for (; at < limit; at += 1) {
      const digit = (buffer[at] ?? 0) - ZERO;
      if (digit < 0 || digit > NINE - ZERO) {
        break;
      }
      exponent = Math.min(exponent * 10 + digit, 100_000);
    }
    this.integer = false;
    this.complete &&= at > firstDigit;
    this.exponent += sign === MINUS ? -exponent : exponent;
    return at;
  }
}
