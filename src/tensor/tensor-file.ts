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

export type TensorFileFormat = 'npy' | 'npz' | 'safetensors' | 'json';

/** What is known of an array without reading its data. */
export interface ArrayInfo {
  /** The name inside the file; for a format without names (NPY, a bare JSON array) the file's base name. */
  readonly name: string;
  /** Lengths of the axes, outermost first; `[]` for a scalar. */
  readonly shape: readonly number[];
  readonly dtype: DataType;
  /** Number of elements: the product of `shape`. */
  readonly elements: number;
  /** Bytes of data uncompressed (for JSON: of the text that holds the array). */
  readonly byteLength: number;
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
  /** The values; the buffer may be reused by the next chunk, so copy what must be kept. */
  readonly values: TensorValues;
}

export interface ReadOptions {
  /** Flat C-order index of the first element wanted; default 0. */
  readonly start?: number;
  /** Flat C-order index past the last element wanted; default the array's length. */
  readonly end?: number;
  /** Most elements in a chunk; default 262,144. Every chunk but the last has exactly this many. */
  readonly chunkElements?: number;
  /** Stops the reading: the iteration throws the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An open tensor file: its arrays are listed, none of their data has been read. */
export interface TensorFile {
  readonly name: string;
  readonly format: TensorFileFormat;
  readonly size: number;
  readonly arrays: readonly ArrayInfo[];
  /**
   * Streams an array of this file in C order.
   * @throws TensorFileError when the data is truncated or malformed.
   */
  chunks(array: ArrayInfo, options?: ReadOptions): AsyncIterable<TensorChunk>;
  close(): Promise<void>;
}

/** Where and why a tensor file cannot be read: one message with file, array, offset, expected and found. */
export class TensorFileError extends Error {
  override readonly name = 'TensorFileError';
  constructor(
    readonly file: string,
    /** What was expected and what was found, as a sentence without the file's name. */
    readonly problem: string,
    readonly where: { readonly array?: string; readonly byteOffset?: number } = {},
  ) {
    const place = [
      where.array === undefined ? undefined : `array "${where.array}"`,
      where.byteOffset === undefined ? undefined : `byte ${where.byteOffset}`,
    ].filter((part) => part !== undefined);
    super(`${file}${place.length > 0 ? `, ${place.join(', ')}` : ''}: ${problem}`);
  }
}
