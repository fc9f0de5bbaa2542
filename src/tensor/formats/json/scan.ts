import { type RefusedArray, RefusedArrayError, type TextArray } from '../../tensor-file';
import { columnsOfTable, describedArray, type JsonArray, type JsonMember, type JsonPlace } from './array';
import type { JsonEvent, JsonEvents } from './events';
import { JsonRecords } from './records';
import { JsonRows } from './rows';
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
  /** Reads the values at a place, if they are texts. */
  readonly textsAt: (place: JsonPlace, shape: readonly number[], field: JsonArray['field']) => TextArray;
}

/** A key of an object, and the event that its value begins with. */
interface KeyAndValue {
  readonly key: string;
  /** Bytes from the start of the file. */
  readonly keyOffset: number;
  readonly first: JsonEvent;
}

const ROW_NUMBER = /^\d+$/;
const SCALARS: readonly JsonEvent[] = ['number', 'true', 'false', 'null', 'string'];

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
      throw this.events.faultHere({ id: 'json-mixed-lines', facts: {} });
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

  /**
   * Reads an object after its `object-start`: named values, the description of one array, or rows by their numbers as
   * pandas writes them.
   * @param ahead the first key and the event behind it if they were read already; null if the object has no key
   */
  private async group(
    name: string,
    prefix: string,
    begin: number,
    ahead?: KeyAndValue | null,
  ): Promise<JsonMember | undefined> {
    const members = new Map<string, JsonMember | undefined>();
    let dtype: string | undefined;
    let next = ahead === undefined ? await this.keyAndValue() : ahead;
    if (next !== null && ROW_NUMBER.test(next.key) && SCALARS.includes(next.first)) {
      return this.rows(name, next.first, begin);
    }
    for (; next !== null; next = await this.keyAndValue()) {
      const { key, keyOffset, first } = next;
      this.checkName(`${prefix}${key}`, members.has(key), keyOffset);
      if (first === 'string' && key === 'dtype') {
        dtype = this.events.text();
      }
      if (members.size === 0 && first === 'object-start' && ROW_NUMBER.test(key)) {
        const innerBegin = this.events.offset;
        const inner = await this.keyAndValue();
        if (inner !== null && SCALARS.includes(inner.first)) {
          await this.recordsByNumber(prefix, begin, inner);
          return undefined;
        }
        members.set(key, await this.group(`${prefix}${key}`, `${prefix}${key}/`, innerBegin, inner));
      } else {
        members.set(key, await this.value(first, `${prefix}${key}`));
      }
    }
    const described = describedArray(this.options.file, name, members, dtype);
    if (described instanceof RefusedArrayError) {
      this.refused.push({ name, error: described });
    } else if (described !== undefined) {
      this.arrays.push(described);
    } else {
      this.addMembers(members, prefix);
    }
    return undefined;
  }

  /** The next key of an object and the event behind it; null at the object's end. */
  private async keyAndValue(): Promise<KeyAndValue | null> {
    if ((await this.pull()) !== 'key') {
      return null;
    }
    const key = this.events.text();
    const keyOffset = this.events.offset;
    return { key, keyOffset, first: await this.pull() };
  }

  private addMembers(members: ReadonlyMap<string, JsonMember | undefined>, prefix: string): void {
    const columns = columnsOfTable(members, prefix);
    this.arrays.push(...columns);
    for (const [key, member] of members) {
      if (columns.length === 0 || (key !== 'data' && key !== 'columns')) {
        this.add(member);
      }
    }
  }

  /** A column of a table: an object that holds a value for each row number. */
  private async rows(name: string, first: JsonEvent, begin: number): Promise<JsonMember> {
    const rows = new JsonRows(this.options.file, name, first, this.events);
    while (!rows.read(this.events)) {
      await this.refill();
    }
    return { shape: rows.shape, place: { begin, end: this.events.endOffset } };
  }

  /** Reads records by their numbers after the first key of the first record and the event behind it. */
  private async recordsByNumber(prefix: string, begin: number, { key, first }: KeyAndValue): Promise<void> {
    const records = new JsonRecords(this.options.file, prefix, true);
    records.begin(key, first, this.events);
    if ((await this.read(records)) !== 'object-end') {
      throw this.events.faultHere({ id: 'json-no-record', facts: {} });
    }
    this.addRecords(records, { begin, end: this.events.endOffset }, 2);
  }

  private checkName(name: string, known: boolean, offset: number): void {
    this.names += 1;
    if (known) {
      throw this.events.faultHere({ id: 'name-twice', facts: { name } }, offset);
    }
    if (this.names > MOST_NAMES) {
      throw this.events.faultHere({ id: 'json-too-many-names', facts: { most: MOST_NAMES } });
    }
  }

  /** Reads a value inside an object, or the whole document. Returns it if it is one array; otherwise adds what it holds. */
  private async value(first: JsonEvent, name: string): Promise<JsonMember | undefined> {
    const begin = this.events.offset;
    const shape = new JsonShape(this.options.file, name, 0);
    const member = (): JsonMember => ({ shape, place: { begin, end: this.events.endOffset } });
    const prefix = this.events.depth === 1 ? '' : `${name}/`;
    if (first === 'object-start') {
      return this.group(name, prefix, begin);
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
      throw this.events.faultHere({ id: 'json-no-record', facts: {} });
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
      const { name, refusal } = member.shape;
      const { shape } = refusal.where;
      this.refused.push({
        name,
        error: refusal,
        ...(shape === undefined || member.shape.firstTexts.length === 0
          ? {}
          : { texts: this.options.textsAt(member.place, shape, field) }),
      });
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
