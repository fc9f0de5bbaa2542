import type { Problem } from '../../../messages/problem';
import { floatRounding } from '../../reading/float-rounding';
import type { RandomAccessFile } from '../../reading/random-access-file';
import type { ReadRange } from '../../reading/stored-array';
import { type DataType, type TensorChunk, TensorFileError, type TensorValues } from '../../tensor-file';
import type { JsonArray } from './array';
import { JsonEvents } from './events';

/**
 * Streams the values of an array of JSON text in C order. Every chunk is written to the same memory.
 * @throws TensorFileError when the text changed after it was listed, or a value does not fit the dtype
 */
export async function* jsonChunks(
  file: RandomAccessFile,
  array: JsonArray,
  { start, end, chunkElements }: ReadRange,
  signal?: AbortSignal,
): AsyncGenerator<TensorChunk> {
  if (start === end) {
    return;
  }
  const values = valuesOf(array.dtype, Math.min(chunkElements, end - start));
  // 64-bit integers arrive as float64, which would let a fraction through.
  const round = /^u?int64$/.test(array.dtype) ? Math.trunc : floatRounding(array.dtype);
  const exact = !array.dtype.includes('float');
  const reader = new JsonValues(file, array);
  let chunkStart = start;
  let filled = 0;
  for (let index = 0; index < end; ) {
    const value = reader.next();
    if (value === undefined) {
      await reader.refill(signal);
      continue;
    }
    if (index >= start) {
      values[filled] = round === undefined ? value : round(value);
      if (exact && values[filled] !== value) {
        throw reader.fault({
          id: 'json-dtype-misfit',
          facts: { dtype: array.dtype, index, found: value },
        });
      }
      filled += 1;
    }
    index += 1;
    if (filled === values.length || (index === end && filled > 0)) {
      signal?.throwIfAborted();
      yield { start: chunkStart, values: values.subarray(0, filled) };
      chunkStart += filled;
      filled = 0;
    }
  }
}

/** Reads the numbers of one array one by one. */
class JsonValues {
  private readonly events: JsonEvents;
  private readonly encodedKey: Uint8Array;
  private inField: boolean;
  /** Values of a table that have gone by. */
  private passed = 0;

  constructor(
    private readonly file: RandomAccessFile,
    private readonly array: JsonArray,
  ) {
    this.events = new JsonEvents(file, array.begin, array.end, array.name);
    this.encodedKey = new TextEncoder().encode(array.field?.key);
    this.inField = array.field === undefined;
  }

  /** The next number, with a boolean as 0 or 1; undefined when a refill is needed. */
  next(): number | undefined {
    const { events } = this;
    for (;;) {
      switch (events.next()) {
        case 'number':
          if (this.isWanted()) {
            return events.number.value();
          }
          break;
        case 'true':
          if (this.isWanted()) {
            return 1;
          }
          break;
        case 'false':
          if (this.isWanted()) {
            return 0;
          }
          break;
        case 'key':
          if (events.depth === this.array.field?.keyDepth) {
            this.inField = events.textIs(this.encodedKey, this.array.field.key);
          }
          break;
        case 'more':
          return undefined;
        case 'end':
          throw this.fault({ id: 'json-values-missing', facts: { expected: this.array.elements } });
      }
    }
  }

  /** True if the value just read belongs to the array. */
  private isWanted(): boolean {
    const { column } = this.array;
    if (column === undefined) {
      return this.inField;
    }
    this.passed += 1;
    return (this.passed - 1) % column.width === column.index;
  }

  refill(signal?: AbortSignal): Promise<void> {
    return this.events.refill(signal);
  }

  fault(found: Problem): TensorFileError {
    return new TensorFileError(this.file.name, found, {
      array: this.array.name,
      byteOffset: this.events.offset,
    });
  }
}

function valuesOf(dtype: DataType, length: number): TensorValues {
  switch (dtype) {
    case 'bool':
    case 'uint8':
      return new Uint8Array(length);
    case 'int8':
      return new Int8Array(length);
    case 'int16':
      return new Int16Array(length);
    case 'uint16':
      return new Uint16Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'uint32':
      return new Uint32Array(length);
    case 'float16':
    case 'bfloat16':
    case 'float32':
      return new Float32Array(length);
    case 'int64':
    case 'uint64':
    case 'float64':
      return new Float64Array(length);
  }
}
