import { JsonNumber } from './json-number';
import type { RandomAccessFile } from './random-access-file';
import { TensorFileError } from './tensor-file';

/** What comes next in JSON text; `more` asks for a refill, `end` is the end of the text. */
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

const bufferBytes = 1_048_576;
/** A single string or number may be this long; keys are far shorter, and other strings hold no numbers. */
const longestToken = 4_194_304;
const deepestNesting = 64;

const tab = 0x09;
const newline = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const minus = 0x2d;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Reads JSON from a stretch of a file as a series of events, in constant memory: RFC 8259 with, as Python writes
 * them, `NaN`, `Infinity` and `-Infinity`; several values may follow one another on lines of their own (JSON Lines).
 *
 * `next()` is synchronous, because a call a number must be cheap; when it says `more`, `await refill()` and call it
 * again.
 */
export class JsonEvents {
  /** File offset of the last event's first byte. */
  offset = 0;
  /** Line of the last event, from 1; counted from where reading began. */
  line = 1;
  /** Objects and arrays that are open after the last event. */
  depth = 0;
  /** The last `number`. */
  readonly number = new JsonNumber();
  private buffer = new Uint8Array(bufferBytes);
  private position = 0;
  private limit = 0;
  /** File offset of the buffer's first byte. */
  private base: number;
  private expectation: Expectation = 'root';
  private rootLine = 0;
  /** For each object or array that is open, whether it is an object. */
  private readonly inObject: boolean[] = [];
  private objectOpen = false;
  private tokenStart = 0;
  private tokenEnd = 0;
  private escaped = false;

  constructor(
    private readonly file: RandomAccessFile,
    private readonly begin: number,
    private readonly end: number,
    /** Named in errors. */
    private readonly array?: string,
  ) {
    this.base = begin;
  }

  /** Bytes read so far, of `end - begin`. */
  get progress(): number {
    return this.base + this.position - this.begin;
  }

  /** File offset just behind the last event. */
  get endOffset(): number {
    return this.base + this.position;
  }

  /** The next event, refilled as needed: for places where speed does not matter. */
  async pull(signal?: AbortSignal): Promise<Exclude<JsonEvent, 'more'>> {
    for (;;) {
      const event = this.next();
      if (event !== 'more') {
        return event;
      }
      await this.refill(signal);
    }
  }

  /** Reads on, keeping a token that was cut off. */
  async refill(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const kept = this.limit - this.position;
    if (kept > longestToken) {
      throw this.fault(`a single value longer than ${longestToken} bytes`, this.position);
    }
    const old = this.buffer;
    if (kept > this.buffer.byteLength / 2) {
      this.buffer = new Uint8Array(2 * this.buffer.byteLength);
    }
    this.buffer.set(old.subarray(this.position, this.limit));
    this.base += this.position;
    this.position = 0;
    this.limit = kept;
    const wanted = Math.min(this.buffer.byteLength - kept, this.end - this.base - kept);
    const read = await this.file.read(this.base + kept, this.buffer.subarray(kept, kept + wanted));
    if (read < wanted) {
      throw this.fault(
        `expected ${wanted} more bytes, but the file ends after ${read}: it shrank`,
        kept + read,
      );
    }
    this.limit += read;
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
          if (byte === comma) {
            this.position += 1;
            this.expectation = this.objectOpen ? 'key' : 'value';
            continue;
          }
          return this.close(byte) ?? this.refuse(this.objectOpen ? '"," or "}"' : '"," or "]"');
        case 'colon':
          if (byte !== colon) {
            return this.refuse('":"');
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
            return this.refuse('the end or a new line after the first value');
          }
          return this.value(byte);
      }
    }
  }

  /** The text of the last `key` or `string`. */
  text(): string {
    const raw = this.buffer.subarray(this.tokenStart, this.tokenEnd);
    const text = new TextDecoder().decode(raw);
    if (!this.escaped) {
      return text;
    }
    try {
      return String(JSON.parse(`"${text}"`));
    } catch (error) {
      const reason = error instanceof Error ? ` (${error.message})` : '';
      throw this.fault(`a string with a malformed escape${reason}`, this.tokenStart);
    }
  }

  /** Whether the last `key` is this text, given in UTF-8: quicker than comparing `text()`. */
  textIs(encoded: Uint8Array, decoded: string): boolean {
    if (this.escaped) {
      return this.text() === decoded;
    }
    const length = this.tokenEnd - this.tokenStart;
    if (length !== encoded.length) {
      return false;
    }
    for (let index = 0; index < length; index += 1) {
      if (this.buffer[this.tokenStart + index] !== encoded[index]) {
        return false;
      }
    }
    return true;
  }

  /** An error at the last event. */
  faultHere(problem: string): TensorFileError {
    return this.fault(problem, this.offset - this.base);
  }

  private skipSpace(): number | undefined {
    while (this.position < this.limit) {
      const byte = this.buffer[this.position];
      if (byte === newline) {
        this.line += 1;
      } else if (byte !== space && byte !== carriageReturn && byte !== tab) {
        this.offset = this.base + this.position;
        return byte;
      }
      this.position += 1;
    }
    return undefined;
  }

  private atEnd(): boolean {
    return this.base + this.limit >= this.end;
  }

  private finish(): JsonEvent {
    this.offset = this.base + this.position;
    if (this.depth > 0 || this.rootLine === 0) {
      throw this.fault('the text ends before its value is complete: it is truncated', this.position);
    }
    return 'end';
  }

  private value(byte: number): JsonEvent {
    switch (byte) {
      case openBracket:
        return this.open(false);
      case openBrace:
        return this.open(true);
      case quote:
        return this.string() ? this.valueDone('string') : 'more';
      case 0x74:
        return this.word('true', 'true');
      case 0x66:
        return this.word('false', 'false');
      case 0x6e:
        return this.word('null', 'null');
      case 0x4e:
        return this.word('NaN', 'number', Number.NaN);
      case 0x49:
        return this.word('Infinity', 'number', Number.POSITIVE_INFINITY);
      default:
        return this.numeral(byte);
    }
  }

  private numeral(byte: number): JsonEvent {
    if (byte === minus && this.buffer[this.position + 1] === 0x49) {
      return this.word('-Infinity', 'number', Number.NEGATIVE_INFINITY);
    }
    const end = this.number.scan(this.buffer, this.position, this.limit);
    if (end === undefined) {
      return this.refuse('a value');
    }
    if (end === this.limit && !this.atEnd()) {
      return 'more';
    }
    if (!this.number.complete) {
      throw this.fault('a malformed number', this.position);
    }
    this.position = end;
    return this.valueDone('number');
  }

  private word(word: string, event: JsonEvent, value?: number): JsonEvent {
    if (this.position + word.length > this.limit && !this.atEnd()) {
      return 'more';
    }
    for (let index = 0; index < word.length; index += 1) {
      if (
        this.buffer[this.position + index] !== word.charCodeAt(index) ||
        this.position + index >= this.limit
      ) {
        return this.refuse('a value');
      }
    }
    this.position += word.length;
    if (value !== undefined) {
      this.number.setSpecial(value);
    }
    return this.valueDone(event);
  }

  private key(byte: number): JsonEvent {
    if (byte !== quote) {
      return this.refuse('a key in double quotes');
    }
    if (!this.string()) {
      return 'more';
    }
    this.expectation = 'colon';
    return 'key';
  }

  /** Finds the closing quote; false when it is not in the buffer. */
  private string(): boolean {
    let at = this.position + 1;
    this.escaped = false;
    for (; at < this.limit; at += 1) {
      const byte = this.buffer[at] ?? 0;
      if (byte === quote) {
        this.tokenStart = this.position + 1;
        this.tokenEnd = at;
        this.position = at + 1;
        return true;
      }
      if (byte === backslash) {
        this.escaped = true;
        at += 1;
      } else if (byte < space) {
        throw this.fault('a control character inside a string', at);
      }
    }
    if (this.atEnd()) {
      throw this.fault('a string that is not closed', this.position);
    }
    return false;
  }

  private open(object: boolean): JsonEvent {
    if (this.depth === deepestNesting) {
      throw this.fault(`nested deeper than ${deepestNesting} levels`, this.position);
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
    if (byte !== (object ? closeBrace : closeBracket)) {
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

  private refuse(expected: string): never {
    const found = new TextDecoder().decode(
      this.buffer.subarray(this.position, Math.min(this.limit, this.position + 12)),
    );
    throw this.fault(`expected ${expected}, found ${JSON.stringify(found)}`, this.position);
  }

  private fault(problem: string, position: number): TensorFileError {
    const place = this.begin === 0 && this.line > 1 ? ` (line ${this.line})` : '';
    return new TensorFileError(this.file.name, `${problem}${place}`, {
      ...(this.array === undefined ? {} : { array: this.array }),
      byteOffset: this.base + position,
    });
  }
}
