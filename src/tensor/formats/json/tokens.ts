import { errorText } from '../../../format/error-text';
import type { Problem } from '../../../messages/problem';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';
import { JsonNumber } from './number';

const BUFFER_BYTES = 1_048_576;
/** Longest string or number that is accepted, in bytes. Keys are far shorter, and no other string matters. */
const LONGEST_TOKEN = 4_194_304;

const TAB = 0x09;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A part of JSON text that may be expected. */
type ExpectedPart = Extract<Problem, { readonly id: 'json-expected' }>['facts']['expected'];

/**
 * Finds the strings, numbers and words of JSON text in a stretch of a file, in constant memory. A token that the buffer
 * cuts off is scanned again after `refill()`.
 */
export class JsonTokens {
  /** File offset of the last token's first byte. */
  offset = 0;
  /** Line of the last token, from 1; counted from where reading began. */
  line = 1;
  /** The last number. */
  readonly number = new JsonNumber();
  protected buffer = new Uint8Array(BUFFER_BYTES);
  protected position = 0;
  private limit = 0;
  /** File offset of the buffer's first byte. */
  protected base: number;
  private tokenStart = 0;
  private tokenEnd = 0;
  private escaped = false;

  constructor(
    private readonly file: RandomAccessFile,
    private readonly begin: number,
    private readonly end: number,
    /** Name shown in errors. */
    private readonly array?: string,
  ) {
    this.base = begin;
  }

  /** Bytes read so far, out of `end - begin`. */
  get progress(): number {
    return this.base + this.position - this.begin;
  }

  /** File offset just behind the last token. */
  get endOffset(): number {
    return this.base + this.position;
  }

  /** Reads more text and keeps a token that the buffer cut off. */
  async refill(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const kept = this.limit - this.position;
    if (kept > LONGEST_TOKEN) {
      throw this.fault({ id: 'json-too-long', facts: { most: LONGEST_TOKEN } }, this.position);
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
      throw this.fault({ id: 'truncated', facts: { expected: wanted, found: read } }, kept + read);
    }
    this.limit += read;
  }

  /** The text of the last key or string. */
  text(): string {
    const raw = this.buffer.subarray(this.tokenStart, this.tokenEnd);
    const text = new TextDecoder().decode(raw);
    if (!this.escaped) {
      return text;
    }
    try {
      return String(JSON.parse(`"${text}"`));
    } catch (error) {
      const reason = errorText(error);
      throw this.fault({ id: 'json-escape', facts: { reason } }, this.tokenStart);
    }
  }

  /** True if the last key equals this text, which is also given in UTF-8. Quicker than comparing `text()`. */
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

  /** Makes an error that points at the last token. */
  faultHere(found: Problem, offset = this.offset): TensorFileError {
    return this.fault(found, offset - this.base);
  }

  /** Moves to the next byte that is not white space and returns it; undefined at the end of the buffer. */
  protected skipSpace(): number | undefined {
    while (this.position < this.limit) {
      const byte = this.buffer[this.position];
      if (byte === NEWLINE) {
        this.line += 1;
      } else if (byte !== SPACE && byte !== CARRIAGE_RETURN && byte !== TAB) {
        this.offset = this.base + this.position;
        return byte;
      }
      this.position += 1;
    }
    return undefined;
  }

  protected atEnd(): boolean {
    return this.base + this.limit >= this.end;
  }

  /** Scans a number at `position`; false when the buffer cuts it off. */
  protected scanNumber(): boolean {
    const end = this.number.scan(this.buffer, this.position, this.limit);
    if (end === undefined) {
      return this.refuse('value');
    }
    if (end === this.limit && !this.atEnd()) {
      return false;
    }
    if (!this.number.complete) {
      return this.refuse('number');
    }
    this.position = end;
    return true;
  }

  /** Scans `word` at `position`; false when the buffer cuts it off. */
  protected scanWord(word: string): boolean {
    if (this.position + word.length > this.limit && !this.atEnd()) {
      return false;
    }
    for (let index = 0; index < word.length; index += 1) {
      if (
        this.buffer[this.position + index] !== word.charCodeAt(index) ||
        this.position + index >= this.limit
      ) {
        return this.refuse('value');
      }
    }
    this.position += word.length;
    return true;
  }

  /** Scans a string at `position`; false when the buffer cuts it off. */
  protected scanString(): boolean {
    let at = this.position + 1;
    this.escaped = false;
    for (; at < this.limit; at += 1) {
      const byte = this.buffer[at] ?? 0;
      if (byte === QUOTE) {
        this.tokenStart = this.position + 1;
        this.tokenEnd = at;
        this.position = at + 1;
        return true;
      }
      if (byte === BACKSLASH) {
        this.escaped = true;
        at += 1;
      } else if (byte < SPACE) {
        const hexadecimal = byte.toString(16).padStart(2, '0');
        throw this.fault({ id: 'json-control-character', facts: { byte: hexadecimal } }, at);
      }
    }
    if (this.atEnd()) {
      throw this.fault({ id: 'json-open-string', facts: {} }, this.position);
    }
    return false;
  }

  /** @throws TensorFileError always: names what was expected at `position` and what is there */
  protected refuse(expected: ExpectedPart): never {
    throw this.fault(
      { id: 'json-expected', facts: { expected, found: this.textAtPosition() } },
      this.position,
    );
  }

  /** @throws TensorFileError always: names the characters, one of which was expected at `position` */
  protected refuseToken(...expected: readonly string[]): never {
    throw this.fault({ id: 'json-token', facts: { expected, found: this.textAtPosition() } }, this.position);
  }

  private textAtPosition(): string {
    return new TextDecoder().decode(
      this.buffer.subarray(this.position, Math.min(this.limit, this.position + 12)),
    );
  }

  protected fault(found: Problem, position: number): TensorFileError {
    return new TensorFileError(this.file.name, found, {
      ...(this.array === undefined ? {} : { array: this.array }),
      ...(this.begin === 0 && this.line > 1 ? { line: this.line } : {}),
      byteOffset: this.base + position,
    });
  }
}
