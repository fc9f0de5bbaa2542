import { shapeText } from '../../../format/shape-text';
import { type Index, indexText, type JsonFound } from '../../facts';
import { counted } from '../words';

/** Problems of JSON text. */
export const jsonProblems = {
  // The text.
  'json-utf-16': 'expected UTF-8 text, found UTF-16; save the file as UTF-8',
  'json-expected': ({ expected, found }: { expected: keyof typeof EXPECTED; found: string }) =>
    `expected ${EXPECTED[expected]}, found ${JSON.stringify(found)}`,
  'json-token': ({ expected, found }: { expected: readonly string[]; found: string }) =>
    `expected ${expected.map((token) => `"${token}"`).join(' or ')}, found ${JSON.stringify(found)}`,
  'json-cut-off': 'expected the rest of the value, found the end: the text is truncated',
  'json-open-string': 'expected a closing quote for the string, found the end: it is truncated',
  'json-control-character': ({ byte }: { byte: string }) =>
    `expected no control characters inside a string, found the byte ${byte}`,
  'json-escape': ({ reason }: { reason: string }) =>
    `expected the escapes of JSON in a string, found another (${reason})`,
  'json-too-deep': ({ most }: { most: number }) =>
    `expected at most ${most} levels of lists and objects, found one more`,
  'json-too-long': ({ most }: { most: number }) =>
    `expected no single value longer than ${most} bytes, found one`,

  // Names and records.
  'json-no-arrays': 'expected arrays of numbers, found none',
  'json-too-many-names': ({ most }: { most: number }) =>
    `expected at most ${most} names; write records as a list of objects`,
  'json-mixed-lines': 'expected all lines to be records or none, found both',
  'json-no-record': 'expected a record like those before it, found another value',
  'json-too-many-fields': ({ most }: { most: number }) =>
    `expected records with the same fields, found more than ${most} different fields`,
  'json-field-missing': ({ record }: { record: number }) =>
    `expected one value in every record, found none in record ${record}`,
  'json-field-repeated': ({ record }: { record: number }) =>
    `expected one value in every record, found more in record ${record}`,
  'json-row-number': ({ found }: { found: string }) =>
    `expected row numbers as the keys of an object of values, found ${JSON.stringify(found)}`,

  // The values of an array.
  'json-no-number': ({ index, found }: { index: Index; found: JsonFound }) =>
    `expected a number${placeText(index)}, found ${foundText(found)}${found.text === 'null' ? '; write NaN for a value that is missing' : ''}`,
  'json-no-list': ({ index }: { index: Index }) => `expected a list${placeText(index)}, found a number`,
  'json-ragged': ({ index, expected, found }: { index: Index; expected: number; found: number }) =>
    `expected ${counted(expected, 'value')}${placeText(index)} like in the lists before, found ${found}: the lists are ragged`,
  'json-no-data': 'expected numbers as data, found none',
  'json-shape': 'expected shape to be a list of lengths that are not negative',
  'json-shape-misfit': ({ shape, found }: { shape: readonly number[]; found: number }) =>
    `expected as many values as shape ${shapeText(shape)} has, found ${found}`,
  'json-dtype-misfit': ({ dtype, index, found }: { dtype: string; index: number; found: number }) =>
    `expected a value of dtype ${dtype} at flat index ${index}, found ${found}`,
  'json-values-missing': ({ expected }: { expected: number }) =>
    `expected ${counted(expected, 'value')}, found fewer: the file changed while it was read`,
};

const EXPECTED = {
  value: 'a value',
  number: 'a number',
  key: 'a key in double quotes',
  'new-line': 'the end or a new line after the first value',
};

/** A list, an object, or a text as it stands in the file. */
export function foundText({ kind, text }: JsonFound): string {
  switch (kind) {
    case 'list':
      return 'a list';
    case 'object':
      return 'an object';
    case 'string':
      return `the string ${text}`;
    case 'literal':
      return text;
  }
}

function placeText(index: Index): string {
  return index.length === 0 ? '' : ` at index ${indexText(index)}`;
}
