import type { JsonFound } from '../../../messages/facts';
import type { JsonEvent, JsonEvents } from './events';

/** Characters of a string that an error quotes. */
const LONGEST_QUOTE = 24;

/** The last event as an error names it. */
export function foundInText(event: JsonEvent, events: JsonEvents): JsonFound {
  switch (event) {
    case 'array-start':
      return { kind: 'list', text: '' };
    case 'object-start':
      return { kind: 'object', text: '' };
    case 'number':
      return { kind: 'literal', text: String(events.number.value()) };
    case 'string': {
      const text = events.text();
      const quoted = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
      return { kind: 'string', text: JSON.stringify(quoted) };
    }
    default:
      return { kind: 'literal', text: event };
  }
}
