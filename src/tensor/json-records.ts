import type { JsonEvents } from './json-events';
import { JsonShape } from './json-shape';

interface Field {
  readonly key: string;
  readonly encoded: Uint8Array;
  readonly shape: JsonShape;
}

/** More fields than a record of a training run has; such an object is no record. */
const mostFields = 4_096;

/** The fields of a list of records, each of which is an array with one value a record. */
export class JsonRecords {
  /** Records that are complete. */
  count = 0;
  private readonly fields: Field[] = [];
  private readonly byKey = new Map<string, Field>();
  private seen = 0;

  constructor(
    private readonly file: string,
    /** Put before the fields' names. */
    private readonly prefix: string,
  ) {}

  /** The array of the field whose key was the last event. */
  field(events: JsonEvents): JsonShape {
    // Records nearly always have their fields in the same order.
    const next = this.fields[this.seen];
    this.seen += 1;
    if (next !== undefined && events.textIs(next.encoded, next.key)) {
      return next.shape;
    }
    const key = events.text();
    return (this.byKey.get(key) ?? this.addField(key, events)).shape;
  }

  /** To be called where a record ends: every field must have had one value. */
  endRecord(events: JsonEvents): void {
    this.count += 1;
    this.seen = 0;
    for (const { shape } of this.fields) {
      if (shape.values !== this.count) {
        const found = shape.values < this.count ? 'none' : 'more';
        shape.refuse(
          `expected one value in every record, found ${found} in record ${this.count - 1}`,
          events.offset,
        );
      }
    }
  }

  [Symbol.iterator](): IterableIterator<Field> {
    return this.fields[Symbol.iterator]();
  }

  private addField(key: string, events: JsonEvents): Field {
    if (this.fields.length === mostFields) {
      throw events.faultHere(
        `expected records with the same fields, found more than ${mostFields} different fields`,
      );
    }
    const name = `${this.prefix}${key}`;
    const field = { key, encoded: new TextEncoder().encode(key), shape: new JsonShape(this.file, name, 1) };
    if (this.count > 0) {
      field.shape.refuse('expected one value in every record, found none in record 0', events.offset);
    }
    this.fields.push(field);
    this.byKey.set(key, field);
    return field;
  }
}
