import { JsonTokens } from './tokens';

/** A token of JSON text; `more` asks for a refill, `end` is the end of the text. */
export type JsonEvent =
  | 'object-start'
  | 'object-end'
  | 'array-start'
  | 'array-end'
  | 'key'
  | 'string'
  | 'number'
  | 'true'
  | 'false'
  | 'null'
  | 'end'
  | 'more';

type Expectation = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'root';

const DEEPEST_NESTING = 64;

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const UPPER_I = 0x49;

/**
 * Reads JSON from a stretch of a file as a series of events, in constant memory: RFC 8259 with, as Python writes
 * them, `NaN`, `Infinity` and `-Infinity`; several values may follow one another on lines of their own (JSON Lines).
 *
 * `next()` is called once for each number, so it is synchronous. When it returns `more`, `await refill()` and call
 * it again.
 */
export class JsonEvents extends JsonTokens {
  /** Objects and arrays that are open after the last event. */
  depth = 0;
  private expectation: Expectation = 'root';
  private rootLine = 0;
  /** One entry for each open object or array: true for an object. */
  private readonly inObject: boolean[] = [];
  private objectOpen = false;

  /** The next event. Refills by itself; for places where speed does not matter. */
  async pull(signal?: AbortSignal): Promise<Exclude<JsonEvent, 'more'>> {
    for (;;) {
      const event = this.next();
      if (event !== 'more') {
        return event;
      }
      await this.refill(signal);
    }
  }

  /** @throws TensorFileError where the text is not JSON */
  next(): JsonEvent {
    for (;;) {
      const byte = this.skipSpace();
      if (byte === undefined) {
        return this.atEnd() ? this.finish() : 'more';
      }
      switch (this.expectation) {
        case 'comma-or-close':
          if (byte === COMMA) {
            this.position += 1;
            this.expectation = this.objectOpen ? 'key' : 'value';
            continue;
          }
          return this.close(byte) ?? this.refuseToken(',', this.objectOpen ? '}' : ']');
        case 'colon':
          if (byte !== COLON) {
            return this.refuseToken(':');
          }
          this.position += 1;
          this.expectation = 'value';
          continue;
        case 'key-or-close':
          return this.close(byte) ?? this.key(byte);
        case 'key':
          return this.key(byte);
        case 'value-or-close':
          return this.close(byte) ?? this.value(byte);
        case 'value':
          return this.value(byte);
        case 'root':
          if (this.rootLine === this.line) {
            return this.refuse('new-line');
          }
          return this.value(byte);
      }
    }
  }

  private finish(): JsonEvent {
    this.offset = this.base + this.position;
    if (this.depth > 0 || this.rootLine === 0) {
      throw this.fault({ id: 'json-cut-off', facts: {} }, this.position);
    }
    return 'end';
  }

  private value(byte: number): JsonEvent {
    switch (byte) {
      case OPEN_BRACKET:
        return this.open(false);
      case OPEN_BRACE:
        return this.open(true);
      case QUOTE:
        return this.scanString() ? this.valueDone('string') : 'more';
      case 0x74:
        return this.word('true');
      case 0x66:
        return this.word('false');
      case 0x6e:
        return this.word('null');
      case 0x4e:
        return this.special('NaN', Number.NaN);
      case UPPER_I:
        return this.special('Infinity', Number.POSITIVE_INFINITY);
      default:
        return this.numeral(byte);
    }
  }

  private numeral(byte: number): JsonEvent {
    if (byte === MINUS && this.buffer[this.position + 1] === UPPER_I) {
      return this.special('-Infinity', Number.NEGATIVE_INFINITY);
    }
    return this.scanNumber() ? this.valueDone('number') : 'more';
  }

  private special(word: string, value: number): JsonEvent {
    if (!this.scanWord(word)) {
      return 'more';
    }
    this.number.setSpecial(value);
    return this.valueDone('number');
  }

  private word(word: 'true' | 'false' | 'null'): JsonEvent {
    return this.scanWord(word) ? this.valueDone(word) : 'more';
  }

  private key(byte: number): JsonEvent {
    if (byte !== QUOTE) {
      return this.refuse('key');
    }
    if (!this.scanString()) {
      return 'more';
    }
    this.expectation = 'colon';
    return 'key';
  }

  private open(object: boolean): JsonEvent {
    if (this.depth === DEEPEST_NESTING) {
      throw this.fault({ id: 'json-too-deep', facts: { most: DEEPEST_NESTING } }, this.position);
    }
    this.position += 1;
    this.depth += 1;
    this.inObject.push(object);
    this.objectOpen = object;
    this.expectation = object ? 'key-or-close' : 'value-or-close';
    return object ? 'object-start' : 'array-start';
  }

  private close(byte: number): JsonEvent | undefined {
    const object = this.objectOpen;
    if (byte !== (object ? CLOSE_BRACE : CLOSE_BRACKET)) {
      return undefined;
    }
    this.position += 1;
    this.depth -= 1;
    this.inObject.pop();
    this.objectOpen = this.inObject.at(-1) === true;
    return this.valueDone(object ? 'object-end' : 'array-end');
  }

  private valueDone(event: JsonEvent): JsonEvent {
    if (this.depth === 0) {
      this.expectation = 'root';
      this.rootLine = this.line;
    } else {
      this.expectation = 'comma-or-close';
    }
    return event;
  }
}
