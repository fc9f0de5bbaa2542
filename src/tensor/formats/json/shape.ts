import { elementCount } from '../../shape';
import { type DataType, RefusedArrayError } from '../../tensor-file';
import type { JsonEvent, JsonEvents } from './events';

/** Number of values kept; enough for the lengths in a `shape` field. */
const KEPT_VALUES = 64;

/** Finds shape and element type of one array of JSON text from the events of its values, without keeping the values. */
export class JsonShape {
  /** Bytes of text of the values. */
  byteLength = 0;
  /** The first reason found why this is not an array of numbers. */
  refusal: RefusedArrayError | undefined;
  /** The first values, needed when they are the `shape` of another array. */
  readonly firstValues: number[] = [];
  /** The first strings: the names of a table's columns. */
  readonly firstTexts: string[] = [];
  private depth: number;
  private readonly counts: number[];
  /** Lengths of the axes inside the outermost one, as far as they are known. */
  private readonly lengths: (number | undefined)[] = [];
  /** Number of axes; known after the first value or the first empty array. */
  private axes: number | undefined;
  private elements = 0;
  private sawNumber = false;
  private sawBoolean = false;
  private sawFraction = false;

  /**
   * @param outerAxes 1 when the values come one by one, like those of a list of records, and so form one more axis
   */
  constructor(
    private readonly file: string,
    readonly name: string,
    private readonly outerAxes: 0 | 1,
  ) {
    this.depth = outerAxes;
    this.counts = outerAxes === 1 ? [0] : [];
  }

  /** Number of complete values so far. */
  get values(): number {
    return this.counts[0] ?? 0;
  }

  /**
   * Takes events until the value that begins with `first` is complete.
   * @param offset file offset of that first event
   * @returns false when `events` needs a refill: call `resume` then
   */
  begin(first: JsonEvent, offset: number, events: JsonEvents): boolean {
    this.byteLength -= offset;
    this.take(first, events);
    return this.resume(events);
  }

  resume(events: JsonEvents): boolean {
    while (this.depth > this.outerAxes) {
      const event = events.next();
      if (event === 'more') {
        return false;
      }
      this.take(event, events);
    }
    this.byteLength += events.endOffset;
    return true;
  }

  refuse(problem: string, byteOffset: number): void {
    this.refusal ??= new RefusedArrayError(this.file, problem, { array: this.name, byteOffset });
  }

  /** Shape and type; call it after the last value. Undefined after a refusal. */
  result(): { shape: number[]; dtype: DataType; elements: number } | undefined {
    const inner = this.lengths
      .slice(this.outerAxes, this.axes ?? this.outerAxes)
      .map((length) => length ?? 0);
    const shape = this.outerAxes === 1 ? [this.values, ...inner] : inner;
    const elements = elementCount(shape, 8);
    return this.refusal === undefined && elements !== undefined
      ? { shape, dtype: this.dtype(), elements: this.elements }
      : undefined;
  }

  private dtype(): DataType {
    if (this.sawBoolean && !this.sawNumber) {
      return 'bool';
    }
    return this.sawNumber && !this.sawFraction ? 'int64' : 'float64';
  }

  /** Takes one event of the current value. */
  take(event: JsonEvent, events: JsonEvents): void {
    if (event === 'string' && this.firstTexts.length < KEPT_VALUES) {
      this.firstTexts.push(events.text());
    }
    if (this.refusal !== undefined) {
      this.skip(event);
      return;
    }
    switch (event) {
      case 'number':
        if (this.firstValues.length < KEPT_VALUES) {
          this.firstValues.push(events.number.value());
        }
        this.sawNumber = true;
        this.sawFraction ||= !events.number.fitsInt64;
        this.leaf(events);
        break;
      case 'true':
      case 'false':
        this.sawBoolean = true;
        this.leaf(events);
        break;
      case 'array-start':
        if (this.axes !== undefined && this.depth >= this.axes) {
          this.refuse(`expected a number${this.place()}, found a list`, events.offset);
        }
        this.counts[this.depth] = 0;
        this.depth += 1;
        break;
      case 'array-end':
        this.axes ??= this.depth;
        this.closeAxis(events);
        break;
      case 'object-start':
        this.refuse(`expected a number${this.place()}, found an object`, events.offset);
        this.skip(event);
        break;
      case 'string':
        this.refuse(`expected a number${this.place()}, found the string ${excerpt(events)}`, events.offset);
        this.countValue();
        break;
      case 'null':
        this.refuse(
          `expected a number${this.place()}, found null; write NaN for a value that is missing`,
          events.offset,
        );
        this.countValue();
        break;
    }
  }

  /** Looks only for the end of the value, once the array is refused. */
  private skip(event: JsonEvent): void {
    if (event === 'array-start' || event === 'object-start') {
      this.counts[this.depth] = 0;
      this.depth += 1;
    } else if (event !== 'key') {
      this.depth -= event === 'array-end' || event === 'object-end' ? 1 : 0;
      this.countValue();
    }
  }

  private leaf(events: JsonEvents): void {
    this.axes ??= this.depth;
    if (this.depth !== this.axes) {
      this.refuse(`expected a list${this.place()}, found a number`, events.offset);
    }
    this.elements += 1;
    this.countValue();
  }

  private closeAxis(events: JsonEvents): void {
    this.depth -= 1;
    const axis = this.depth;
    const count = this.counts[axis] ?? 0;
    const known = this.lengths[axis];
    if (known === undefined) {
      this.lengths[axis] = count;
    } else if (known !== count) {
      this.refuse(
        `expected ${known} values${this.place()} like in the lists before, found ${count}: the lists are ragged`,
        events.offset,
      );
    }
    this.countValue();
  }

  /** Counts one more value of the innermost open axis. */
  private countValue(): void {
    const axis = this.depth - 1;
    if (axis >= 0) {
      this.counts[axis] = (this.counts[axis] ?? 0) + 1;
    }
  }

  private place(): string {
    return this.depth === 0 ? '' : ` at index [${this.counts.slice(0, this.depth).join(', ')}]`;
  }
}

function excerpt(events: JsonEvents): string {
  const text = events.text();
  return JSON.stringify(text.length > 24 ? `${text.slice(0, 24)}…` : text);
}
