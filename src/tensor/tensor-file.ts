import { printableText } from '../format/printable-text';
import { errors as english } from '../messages/en/errors';
import type { Messages } from '../messages/messages';
import { type Problem, problemText } from '../messages/problem';
import { ProblemError } from '../messages/problem-error';

/** Element types that can be read. Names are NumPy's. */
export type DataType =
  | 'bool'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64';

/** Facts about an array that are known without reading its data. */
export interface ArrayInfo {
  /** The name inside the file; for a format without names (NPY, a bare JSON array) the file's base name. */
  readonly name: string;
  /** Lengths of the axes, outermost first; `[]` for a scalar. */
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** Number of elements: the product of `shape`. */
  readonly elements: number;
  /** Bytes of uncompressed data; for JSON, bytes of the text that holds the array. */
  readonly byteLength: number;
  /** Number of arrays that were written one after the other and are read as the rows of this one; absent for one array. */
  readonly parts?: number;
}

/** Decoded values in the machine's byte order. float16/bfloat16 widen to float32; int64/uint64 to float64. */
export type TensorValues =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** A run of consecutive elements in C (row-major) order, whatever the order on disk. */
export interface TensorChunk {
  /** Flat C-order index of the first element. */
  readonly start: number;
  /** The values. The next chunk may reuse the buffer, so copy values that must be kept. */
  readonly values: TensorValues;
}

export interface ReadOptions {
  /** Flat C-order index of the first element wanted; default 0. */
  readonly start?: number;
  /** Flat C-order index past the last element wanted; default the array's length. */
  readonly end?: number;
  /** Most elements in a chunk; default 262,144. Every chunk but the last has exactly this many. */
  readonly chunkElements?: number;
  /**
   * `c` (default) or `disk`. `disk` gives the elements in the order of the file, and the indices of ranges and chunks
   * refer to that order. It is quicker for Fortran order, when the caller does not need an order.
   */
  readonly order?: 'c' | 'disk';
  /** Stops the reading: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An array that the file holds but that cannot be read: objects, strings, ragged lists, 8-bit floats, damaged data. */
export interface RefusedArray {
  readonly name: string;
  /** The reason, with the array's name and place. */
  readonly error: TensorFileError;
  /** Its texts, where it holds texts that name rows and can be read at any place. */
  readonly texts?: TextArray;
}

/** An array of texts, which names the rows of others. */
export interface TextArray {
  readonly shape: readonly number[];
  /**
   * Reads some of the texts.
   * @param rows flat indices, in ascending order
   * @throws TensorFileError when the data is truncated or malformed
   */
  read(rows: readonly number[], signal?: AbortSignal): Promise<string[]>;
}

/** The place of an uncompressed binary array in its file. */
export interface ArrayPlacement {
  readonly byteOffset: number;
  readonly littleEndian: boolean;
  readonly fortranOrder: boolean;
}

/** Indices of one axis: `count` of them, from `start` on, in steps of `step` (default 1). */
export interface AxisRange {
  readonly start: number;
  readonly count: number;
  readonly step?: number;
}

/** Decoded values without rounding: 64-bit integers stay integers. */
export type ExactValues = TensorValues | BigInt64Array | BigUint64Array;

/** An open tensor file: its arrays are listed, none of their data has been read. */
export interface TensorFile {
  readonly name: string;
  /** Path on the local disk; absent when the file has none. */
  readonly path?: string;
  /** The id of the format, as `formats/formats.ts` lists it. */
  readonly format: string;
  readonly size: number;
  readonly arrays: readonly ArrayInfo[];
  /** Arrays that cannot be read. At least one other array can: a file without a readable array does not open. */
  readonly refused: readonly RefusedArray[];
  /** Bytes behind the last array that belong to no array; 0 in an intact file. */
  readonly trailingBytes: number;
  /**
   * Streams an array of this file, in C order unless another is asked for.
   * @throws TensorFileError when the data is truncated or malformed.
   */
  chunks(array: ArrayInfo, options?: ReadOptions): AsyncIterable<TensorChunk>;
  /**
   * Reads a box, one range per axis, in C order. Little more of the file is read than the box needs. The caller owns the
   * values.
   * @throws TensorFileError when the data is truncated or malformed.
   */
  box(array: ArrayInfo, ranges: readonly AxisRange[], signal?: AbortSignal): Promise<ExactValues>;
  /** The place of the array's elements in the file; undefined when they are compressed or text. */
  placement(array: ArrayInfo): ArrayPlacement | undefined;
  /**
   * Checks the CRC of an uncompressed entry of an NPZ file, which reading the array's values does not check.
   * @throws TensorFileError when the data is damaged
   */
  verify(array: ArrayInfo, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** A message of more characters than this is cut off. */
const LONGEST_MESSAGE = 599;

/** A place in a tensor file. */
export interface TensorFilePlace {
  readonly array?: string;
  /** Line of the text, from 1; only where its lines are values of their own. */
  readonly line?: number;
  readonly byteOffset?: number;
  /** The shape of an array that is intact but refused. */
  readonly shape?: readonly number[];
}

/**
 * Says where and why a tensor file cannot be read: file, array, offset, what was expected and what was found. Whatever the
 * names in the file are, the message is short and holds no control characters.
 */
export class TensorFileError extends ProblemError {
  override readonly name = 'TensorFileError';

  constructor(
    readonly file: string,
    found: Problem,
    readonly where: TensorFilePlace = {},
  ) {
    super(found, lineOf(file, found, where, english));
  }

  override text(errors: Messages['errors']): string {
    return lineOf(this.file, this.found, this.where, errors);
  }

  /** Says what was expected and what was found, without the place. */
  textWithoutPlace(errors: Messages['errors']): string {
    return readableProblem(errors, this.found);
  }
}

/** The sentence of a problem, short and without control characters. */
export function readableProblem(errors: Messages['errors'], found: Problem): string {
  return readable(problemText(errors, found));
}

function lineOf(file: string, found: Problem, where: TensorFilePlace, errors: Messages['errors']): string {
  const { shape, ...rest } = where;
  // The shape of a single value tells nothing.
  const shown = shape && shape.length > 0 ? { shape } : {};
  return readable(errors.inFile({ file, ...rest, ...shown, problem: problemText(errors, found) }));
}

function readable(message: string): string {
  const text = printableText(message);
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text;
}

/** The array is intact but cannot be read as numbers; other arrays of the file may be readable. */
export class RefusedArrayError extends TensorFileError {}
