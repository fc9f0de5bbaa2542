import { type RefusedArray, RefusedArrayError } from '../../tensor-file';
import { describedArray, type JsonArray, type JsonMember, type JsonPlace } from './array';
import type { JsonEvent, JsonEvents } from './events';
import { JsonRecords } from './records';
import { JsonShape } from './shape';

export interface JsonListing {
  readonly arrays: readonly JsonArray[];
  readonly refused: readonly RefusedArray[];
}

export interface JsonScanOptions {
  readonly file: string;
  /** Name of an array that has none in the text. */
  readonly defaultName: string;
  readonly signal?: AbortSignal | undefined;
  /** Called after each read. */
  readonly onRead: () => void;
}

/** A file of named arrays has fewer names than this; data with more keys should be a list of records. */
const MOST_NAMES = 65_536;

/** Finds the arrays of JSON text without keeping their values. */
export class JsonScan {
  private readonly arrays: JsonArray[] = [];
  private readonly refused: RefusedArray[] = [];
  private names = 0;

  constructor(
    private readonly events: JsonEvents,
    private readonly options: JsonScanOptions,
  ) {}

  /**
   * Reads one document: nested lists, named arrays, `{shape, dtype, data}` or a list of records.
   * @returns undefined when a second value follows the first, which means that the text is JSON Lines
   * @throws TensorFileError where the text is not JSON
   */
  async document(): Promise<JsonListing | undefined> {
    this.add(await this.value(await this.pull(), this.options.defaultName));
    return (await this.pull()) === 'end' ? this.listing() : undefined;
  }

  /**
   * Reads JSON Lines: each line is a record, or the next value of one array.
   * @throws TensorFileError where the text is not JSON
   */
  async lines(): Promise<JsonListing> {
    const records = new JsonRecords(this.options.file, '');
    const rows = new JsonShape(this.options.file, this.options.defaultName, 1);
    let event: JsonEvent = await this.pull();
    const begin = this.events.offset;
    if (event === 'object-start') {
      event = await this.read(records);
    } else {
      for (; event !== 'end' && event !== 'object-start'; event = await this.pull()) {
        await this.feed(rows, event);
      }
    }
    if (event !== 'end') {
      throw this.events.faultHere('expected all lines to be records or none, found both');
    }
    const place = { begin, end: this.events.endOffset };
    if (records.count > 0) {
      this.addRecords(records, place, 1);
    } else {
      this.add({ shape: rows, place });
    }
    return this.listing();
  }

  /** The arrays found, in the order of the text. (They were added in another order: an object adds its own at its end.) */
  private listing(): JsonListing {
    return { arrays: this.arrays.sort((a, b) => a.begin - b.begin), refused: this.refused };
  }

  /** Reads an object after its `object-start`: named values, or the description of one array. */
  private async group(name: string, prefix: string): Promise<void> {
    const members = new Map<string, JsonMember | undefined>();
    let dtype: string | undefined;
    for (let event = await this.pull(); event === 'key'; event = await this.pull()) {
      const key = this.events.text();
      this.checkName(`${prefix}${key}`, members.has(key));
      const first = await this.pull();
      if (first === 'string' && key === 'dtype') {
        dtype = this.events.text();
      }
      members.set(key, await this.value(first, `${prefix}${key}`));
    }
    const described = describedArray(this.options.file, name, members, dtype);
    if (described instanceof RefusedArrayError) {
      this.refused.push({ name, error: described });
    } else if (described !== undefined) {
      this.arrays.push(described);
    } else {
      for (const member of members.values()) {
        this.add(member);
      }
    }
  }

  private checkName(name: string, known: boolean): void {
    this.names += 1;
    if (known) {
      throw this.events.faultHere(`expected each name once, found a second ${JSON.stringify(name)}`);
    }
    if (this.names > MOST_NAMES) {
      throw this.events.faultHere(`expected at most ${MOST_NAMES} names; write records as a list of objects`);
    }
  }

  /** Reads a value inside an object, or the whole document. Returns it if it is one array; otherwise adds what it holds. */
  private async value(first: JsonEvent, name: string): Promise<JsonMember | undefined> {
    const begin = this.events.offset;
    const shape = new JsonShape(this.options.file, name, 0);
    const member = (): JsonMember => ({ shape, place: { begin, end: this.events.endOffset } });
    const prefix = this.events.depth === 1 ? '' : `${name}/`;
    if (first === 'object-start') {
      await this.group(name, prefix);
      return undefined;
    }
    if (first !== 'array-start') {
      await this.feed(shape, first);
      return member();
    }
    const second = await this.pull();
    if (second === 'object-start') {
      await this.records(prefix, begin);
      return undefined;
    }
    shape.take(first, this.events);
    await this.feed(shape, second, begin);
    return member();
  }

  /** Reads a list of records after its `array-start` and the first `object-start`. */
  private async records(prefix: string, begin: number): Promise<void> {
    const records = new JsonRecords(this.options.file, prefix);
    if ((await this.read(records)) !== 'array-end') {
      throw this.events.faultHere('expected a record like those before it, found another value');
    }
    this.addRecords(records, { begin, end: this.events.endOffset }, 2);
  }

  private async read(records: JsonRecords): Promise<JsonEvent> {
    for (;;) {
      const event = records.read(this.events);
      if (event !== 'more') {
        return event;
      }
      await this.refill();
    }
  }

  private async feed(shape: JsonShape, first: JsonEvent, begin = this.events.offset): Promise<void> {
    if (!shape.begin(first, begin, this.events)) {
      await this.finish(shape);
    }
  }

  private async finish(shape: JsonShape): Promise<void> {
    do {
      await this.refill();
    } while (!shape.resume(this.events));
  }

  private addRecords(records: JsonRecords, place: JsonPlace, keyDepth: number): void {
    for (const { key, shape } of records) {
      this.add({ shape, place }, { key, keyDepth });
    }
  }

  private add(member: JsonMember | undefined, field?: JsonArray['field']): void {
    const result = member?.shape.result();
    if (member !== undefined && result !== undefined) {
      const { name, byteLength } = member.shape;
      this.arrays.push({
        name,
        ...result,
        byteLength,
        ...member.place,
        ...(field === undefined ? {} : { field }),
      });
    } else if (member?.shape.refusal !== undefined) {
      this.refused.push({ name: member.shape.name, error: member.shape.refusal });
    }
  }

  private async pull(): Promise<Exclude<JsonEvent, 'more'>> {
    for (;;) {
      const event = this.events.next();
      if (event !== 'more') {
        return event;
      }
      await this.refill();
    }
  }

  private async refill(): Promise<void> {
    await this.events.refill(this.options.signal);
    this.options.onRead();
  }
}
