import type { JsonEvent, JsonEvents } from './events';
import { JsonShape } from './shape';

interface Field {
  readonly key: string;
  readonly encoded: Uint8Array;
  readonly shape: JsonShape;
}

/** An object with more fields than this is not taken for a record. */
const MOST_FIELDS = 4_096;

/** The fields of a list of records. Each field is an array with one value per record. */
export class JsonRecords {
  /** Number of complete records. */
  count = 0;
  private readonly fields: Field[] = [];
  private readonly byKey = new Map<string, Field>();
  private inRecord = true;
  /** Number of fields read so far in the current record. */
  private seen = 0;
  /** The field whose key or value was read last. */
  private field: JsonShape | undefined;
  private inValue = false;

  /** Create it after the `object-start` of the first record. */
  constructor(
    private readonly file: string,
    /** Prefix of the fields' names. */
    private readonly prefix: string,
    /**
     * True if the records are the values of an object, whose keys have no meaning; false if they are those of a list.
     */
    private readonly areKeyed = false,
  ) {}

  /** Takes the first key of the first record and the event behind it, which were read already; the value is no list. */
  begin(key: string, first: JsonEvent, events: JsonEvents): void {
    this.seen = 1;
    this.addField(key, events).shape.begin(first, events.offset, events);
  }

  /**
   * Reads all records that follow, without a promise for each, because there may be millions.
   * @returns `more` when `events` needs a refill, else the first event after the last record
   */
  read(events: JsonEvents): JsonEvent {
    for (;;) {
      if (this.inValue) {
        this.inValue = this.field?.resume(events) === false;
        if (this.inValue) {
          return 'more';
        }
        this.field = undefined;
      }
      const event = events.next();
      if (event === 'more') {
        return 'more';
      }
      if (this.field !== undefined) {
        this.inValue = !this.field.begin(event, events.offset, events);
        this.field = this.inValue ? this.field : undefined;
      } else if (event === 'key') {
        // The number of a record has no meaning.
        if (this.inRecord || !this.areKeyed) {
          this.field = this.fieldAt(events);
        }
      } else if (this.inRecord) {
        this.endRecord(events);
      } else if (event === 'object-start') {
        this.inRecord = true;
      } else {
        return event;
      }
    }
  }

  [Symbol.iterator](): IterableIterator<Field> {
    return this.fields[Symbol.iterator]();
  }

  /** The field named by the key that was just read. */
  private fieldAt(events: JsonEvents): JsonShape {
    // Records nearly always have their fields in the same order.
    const next = this.fields[this.seen];
    this.seen += 1;
    if (next !== undefined && events.textIs(next.encoded, next.key)) {
      return next.shape;
    }
    const key = events.text();
    return (this.byKey.get(key) ?? this.addField(key, events)).shape;
  }

  /** Checks that the record gave every field one value. */
  private endRecord(events: JsonEvents): void {
    this.count += 1;
    this.seen = 0;
    this.inRecord = false;
    for (const { shape } of this.fields) {
      if (shape.values !== this.count) {
        const id = shape.values < this.count ? 'json-field-missing' : 'json-field-repeated';
        shape.refuse({ id, facts: { record: this.count - 1 } }, events.offset);
      }
    }
  }

  private addField(key: string, events: JsonEvents): Field {
    if (this.fields.length === MOST_FIELDS) {
      throw events.faultHere({ id: 'json-too-many-fields', facts: { most: MOST_FIELDS } });
    }
    const name = `${this.prefix}${key}`;
    const field = { key, encoded: new TextEncoder().encode(key), shape: new JsonShape(this.file, name, 1) };
    if (this.count > 0) {
      field.shape.refuse({ id: 'json-field-missing', facts: { record: 0 } }, events.offset);
    }
    this.fields.push(field);
    this.byKey.set(key, field);
    return field;
  }
}
