import type { JsonEvent, JsonEvents } from './events';
import { JsonShape } from './shape';

/** The values of an object whose keys are row numbers, as pandas writes the column of a table: a value a row. */
export class JsonRows {
  readonly shape: JsonShape;
  private inValue: boolean;

  /** @param first the event that the first value begins with, which was read already */
  constructor(file: string, name: string, first: JsonEvent, events: JsonEvents) {
    this.shape = new JsonShape(file, name, 1);
    this.inValue = !this.shape.begin(first, events.offset, events);
  }

  /** @returns false when `events` needs a refill, true behind the object's end */
  read(events: JsonEvents): boolean {
    for (;;) {
      if (this.inValue && !this.shape.resume(events)) {
        return false;
      }
      this.inValue = false;
      const event = events.next();
      if (event === 'more' || event === 'object-end') {
        return event !== 'more';
      }
      if (event !== 'key') {
        this.inValue = !this.shape.begin(event, events.offset, events);
      } else if (!/^\d+$/.test(events.text())) {
        this.shape.refuse({ id: 'json-row-number', facts: { found: events.text() } }, events.offset);
      }
    }
  }
}
