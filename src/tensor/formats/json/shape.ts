import type { Problem } from '../../../messages/problem';
import { elementCount } from '../../shape';
import { type DataType, RefusedArrayError } from '../../tensor-file';
import type { JsonEvent, JsonEvents } from './events';
import { foundInText } from './found-in-text';

/** Number of values kept; enough for the lengths in a `shape` field. */
const KEPT_VALUES = 64;

/** Finds shape and element type of one array of JSON text from the events of its values, without keeping the values. */
export class JsonShape {
  /** Bytes of text of the values. */
  byteLength = 0;
  /** The first values, needed when they are the `shape` of another array. */
  readonly firstValues: number[] = [];
  /** The first strings: the names of a table's columns. */
  readonly firstTexts: string[] = [];
  /** The first reason found why this is not an array of numbers. */
  private found: { readonly problem: Problem; readonly byteOffset: number } | undefined;
  /** False once the value is no list of lists of the same lengths: it has no shape. */
  private hasShape = true;
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

  refuse(problem: Problem, byteOffset: number): void {
    this.found ??= { problem, byteOffset };
    this.hasShape = false;
  }

  /** The first reason why this is not an array of numbers, with the shape if it has one; call it after the last value. */
  get refusal(): RefusedArrayError | undefined {
    if (this.found === undefined) {
      return undefined;
    }
    const { problem, byteOffset } = this.found;
    const place = { array: this.name, byteOffset, ...(this.hasShape ? { shape: this.shape() } : {}) };
    return new RefusedArrayError(this.file, problem, place);
  }

  /** Shape and type; call it after the last value. Undefined after a refusal. */
  result(): { shape: number[]; dtype: DataType; elements: number } | undefined {
    const shape = this.shape();
    const elements = elementCount(shape, 8);
    return this.found === undefined && elements !== undefined
      ? { shape, dtype: this.dtype(), elements: this.elements }
      : undefined;
  }

  private shape(): number[] {
    const inner = this.lengths
      .slice(this.outerAxes, this.axes ?? this.outerAxes)
      .map((length) => length ?? 0);
    return this.outerAxes === 1 ? [this.values, ...inner] : inner;
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
    if (!this.hasShape) {
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
          this.refuse(this.noNumber(event, events), events.offset);
        }
        this.counts[this.depth] = 0;
        this.depth += 1;
        break;
      case 'array-end':
        this.axes ??= this.depth;
        this.closeAxis(events);
        break;
      case 'object-start':
        this.refuse(this.noNumber(event, events), events.offset);
        this.skip(event);
        break;
      case 'string':
      case 'null':
        this.found ??= { problem: this.noNumber(event, events), byteOffset: events.offset };
        this.leaf(events);
        break;
    }
  }

  /** Looks only for the end of the value, once it has no shape. */
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
      this.refuse({ id: 'json-no-list', facts: { index: this.index() } }, events.offset);
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
        { id: 'json-ragged', facts: { index: this.index(), expected: known, found: count } },
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

  private noNumber(event: JsonEvent, events: JsonEvents): Problem {
    return { id: 'json-no-number', facts: { index: this.index(), found: foundInText(event, events) } };
  }

  /** Index of the current value, as far as it is known. */
  private index(): number[] {
    return this.counts.slice(0, this.depth);
  }
}
