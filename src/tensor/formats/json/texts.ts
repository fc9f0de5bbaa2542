import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError, type TextArray } from '../../tensor-file';
import type { JsonArray, JsonPlace } from './array';
import { JsonEvents } from './events';

/**
 * The texts of a list in JSON, or of one field of its records.
 * @param field the field of a list of records; undefined for a list of texts
 */
export function jsonTexts(
  file: RandomAccessFile,
  { begin, end }: JsonPlace,
  shape: readonly number[],
  field: JsonArray['field'],
): TextArray {
  return {
    shape,
    async read(rows, signal) {
      const events = new JsonEvents(file, begin, end);
      const wanted = new Set(rows);
      const texts: string[] = [];
      let row = 0;
      let isInField = field === undefined;
      while (texts.length < rows.length) {
        const event = events.next();
        if (event === 'more') {
          await events.refill(signal);
        } else if (event === 'end') {
          throw new TensorFileError(file.name, {
            id: 'json-values-missing',
            facts: { expected: shape[0] ?? 0 },
          });
        } else if (event === 'key') {
          isInField = events.depth === field?.keyDepth && events.text() === field.key;
        } else if (isInField && VALUES.includes(event)) {
          if (wanted.has(row)) {
            texts.push(event === 'string' ? events.text() : '');
          }
          row++;
        }
      }
      return texts;
    },
  };
}

/** A value that is not a text has none. */
const VALUES: readonly string[] = ['string', 'number', 'true', 'false', 'null'];
