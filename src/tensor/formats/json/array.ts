import type { Problem } from '../../../messages/problem';
import { isDataType } from '../../element-type';
import { elementCount } from '../../shape';
import { type DataType, RefusedArrayError } from '../../tensor-file';
import type { JsonShape } from './shape';

/** A stretch of text, as file offsets. */
export interface JsonPlace {
  readonly begin: number;
  readonly end: number;
}

/** An array of JSON text and the stretch of text in which its values stand. */
export interface JsonArray extends JsonPlace {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: DataType;
  readonly elements: number;
  /** Bytes of text of the values. */
  readonly byteLength: number;
  /**
   * Set when the text is a list of records: the array consists of this field of each record. The keys of the records
   * are nested `keyDepth` deep, counted from `begin`.
   */
  readonly field?: { readonly key: string; readonly keyDepth: number };
  /** Set when the text is a table, `width` values a row, and the array is one of its columns. */
  readonly column?: { readonly index: number; readonly width: number };
}

/** A member of an object that holds values of its own. */
export interface JsonMember {
  readonly shape: JsonShape;
  readonly place: JsonPlace;
}

/**
 * The array described by an object with the members `shape`, `data` and perhaps `dtype`: `data` holds the elements in
 * C order, nested or flat.
 * @returns undefined when the object does not describe an array but holds arrays
 */
export function describedArray(
  file: string,
  name: string,
  members: ReadonlyMap<string, JsonMember | undefined>,
  dtypeText: string | undefined,
): JsonArray | RefusedArrayError | undefined {
  const shapeMember = members.get('shape');
  const data = members.get('data');
  if (shapeMember === undefined || data === undefined || members.size > (members.has('dtype') ? 3 : 2)) {
    return undefined;
  }
  const refuse = (found: Problem, { begin }: JsonPlace) =>
    new RefusedArrayError(file, found, { array: name, byteOffset: begin });
  const shape = shapeMember.shape.firstValues;
  const values = data.shape.result();
  if (values === undefined) {
    return refuse(data.shape.refusal?.found ?? { id: 'json-no-data', facts: {} }, data.place);
  }
  if (
    shapeMember.shape.result()?.shape.length !== 1 ||
    !shape.every((length) => Number.isSafeInteger(length) && length >= 0)
  ) {
    return refuse({ id: 'json-shape', facts: {} }, shapeMember.place);
  }
  if (elementCount(shape, 8) !== values.elements) {
    return refuse({ id: 'json-shape-misfit', facts: { shape, found: values.elements } }, data.place);
  }
  // PyTorch and NumPy print their types with a prefix.
  const dtype = dtypeText?.replace(/^(torch|numpy|np)\./, '') ?? values.dtype;
  if (!isDataType(dtype)) {
    return refuse({ id: 'unknown-dtype', facts: { dtype } }, members.get('dtype')?.place ?? data.place);
  }
  return { name, shape, dtype, elements: values.elements, byteLength: data.shape.byteLength, ...data.place };
}

/**
 * The columns of a table as pandas writes it with orient="split": `data` holds its rows, `columns` the names.
 * @returns none where the members are no such table
 */
export function columnsOfTable(
  members: ReadonlyMap<string, JsonMember | undefined>,
  prefix: string,
): JsonArray[] {
  const data = members.get('data');
  const columns = members.get('columns')?.shape;
  const values = data?.shape.result();
  if (data === undefined || columns === undefined || values === undefined || values.shape.length !== 2) {
    return [];
  }
  const [rows = 0, width = 0] = values.shape;
  const names = columns.firstTexts.length > 0 ? columns.firstTexts : columns.firstValues.map(String);
  if (names.length !== width || columns.values !== width || new Set(names).size !== width) {
    return [];
  }
  return names.map((name, index) => ({
    name: `${prefix}${name}`,
    shape: [rows],
    dtype: values.dtype,
    elements: rows,
    byteLength: Math.round(data.shape.byteLength / width),
    ...data.place,
    column: { index, width },
  }));
}
