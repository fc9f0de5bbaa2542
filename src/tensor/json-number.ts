const minus = 0x2d;
const plus = 0x2b;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const lowerE = 0x65;
const upperE = 0x45;

/** Decimal digits that a float64 holds exactly. */
const exactDigits = 15;
/** Powers of ten that a float64 holds exactly. */
const exactPowers = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

/** One JSON number in a buffer, taken apart by one pass over its bytes and converted only when asked. */
export class JsonNumber {
  /** Whether the last scan found all parts that a number needs. */
  complete = false;
  private buffer: Uint8Array = new Uint8Array(0);
  private start = 0;
  private end = 0;
  private negative = false;
  /** The first digits as an integer, exact while `digits` is at most 15. */
  private mantissa = 0;
  private digits = 0;
  private exponent = 0;
  /** No fraction and no exponent. */
  private integer = false;
  private special: number | undefined;

  /**
   * Scans a number that starts at `start`.
   * @returns where it ends (`limit` when it may go on behind it), or undefined when there is no number
   */
  scan(buffer: Uint8Array, start: number, limit: number): number | undefined {
    let at = start;
    let byte = buffer[at] ?? 0;
    let mantissa = 0;
    let digits = 0;
    let exponent = 0;
    this.special = undefined;
    this.buffer = buffer;
    this.start = start;
    this.negative = byte === minus;
    if (this.negative) {
      at += 1;
      byte = buffer[at] ?? 0;
    }
    const firstDigit = at;
    while (at < limit && byte >= zero && byte <= nine) {
      mantissa = mantissa * 10 + (byte - zero);
      digits += mantissa > 0 ? 1 : 0;
      at += 1;
      byte = buffer[at] ?? 0;
    }
    if (at === firstDigit && at < limit) {
      return undefined;
    }
    this.complete = at > firstDigit && (at === firstDigit + 1 || buffer[firstDigit] !== zero);
    this.integer = true;
    if (at < limit && byte === point) {
      this.integer = false;
      at += 1;
      const firstDecimal = at;
      byte = buffer[at] ?? 0;
      while (at < limit && byte >= zero && byte <= nine) {
        mantissa = mantissa * 10 + (byte - zero);
        digits += mantissa > 0 ? 1 : 0;
        at += 1;
        byte = buffer[at] ?? 0;
      }
      exponent = firstDecimal - at;
      this.complete &&= at > firstDecimal;
    }
    this.mantissa = mantissa;
    this.digits = digits;
    this.exponent = exponent;
    if (at < limit && (byte === lowerE || byte === upperE)) {
      at = this.scanExponent(at + 1, limit);
    }
    this.end = at;
    return at;
  }

  /** Whether this is an integer that an int64 surely holds. */
  get fitsInt64(): boolean {
    return this.integer && this.digits <= 18;
  }

  setSpecial(value: number): void {
    this.special = value;
    this.integer = false;
  }

  /** The nearest float64, to the last bit. Valid until the buffer changes. */
  value(): number {
    if (this.special !== undefined) {
      return this.special;
    }
    const { mantissa, exponent } = this;
    // Both factors are exact, so one rounding remains (Clinger 1990).
    if (this.digits <= exactDigits && exponent >= -22 && exponent <= 22) {
      const power = exactPowers[Math.abs(exponent)] ?? 1;
      const magnitude = exponent < 0 ? mantissa / power : mantissa * power;
      return this.negative ? -magnitude : magnitude;
    }
    const text = this.buffer.subarray(this.start, this.end);
    return Number(text.length < 64 ? String.fromCharCode(...text) : new TextDecoder().decode(text));
  }

  private scanExponent(start: number, limit: number): number {
    let at = start;
    const sign = this.buffer[at];
    this.integer = false;
    if (at < limit && (sign === plus || sign === minus)) {
      at += 1;
    }
    const firstDigit = at;
    let exponent = 0;
    for (; at < limit; at += 1) {
      const byte = this.buffer[at] ?? 0;
      if (byte < zero || byte > nine) {
        break;
      }
      exponent = Math.min(exponent * 10 + (byte - zero), 100_000);
    }
    this.complete &&= at > firstDigit;
    this.exponent += sign === minus ? -exponent : exponent;
    return at;
  }
}
