import { readFully } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';
import { type JsonEvent, JsonEvents } from '../json/events';

/** The description of one array in the header. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Offsets into the data behind the header. */
  readonly begin: number;
  readonly end: number;
  /** Where the header names the array; used in errors. */
  readonly headerOffset: number;
}

/** Longest header in bytes: the limit of the reference implementation. */
const LONGEST_HEADER = 100_000_000;
const LENGTH_BYTES = 8;
const MOST_AXES = 64;

/**
 * Reads the header: a 64-bit length and that many bytes of JSON.
 * @throws TensorFileError when the header violates the specification
 */
export async function readSafetensorsHeader(
  file: RandomAccessFile,
): Promise<{ entries: SafetensorsEntry[]; dataOffset: number }> {
  const preamble = new Uint8Array(LENGTH_BYTES);
  await readFully(file, 0, preamble);
  const length = new DataView(preamble.buffer).getBigUint64(0, true);
  if (length > LONGEST_HEADER || Number(length) > file.size - LENGTH_BYTES) {
    throw new TensorFileError(
      file.name,
      `expected a header length of at most ${Math.min(LONGEST_HEADER, file.size - LENGTH_BYTES)} bytes, found ${length}`,
      { byteOffset: 0 },
    );
  }
  const dataOffset = LENGTH_BYTES + Number(length);
  const start = new Uint8Array(Math.min(Number(length), 12));
  await readFully(file, LENGTH_BYTES, start);
  if (start[0] !== 0x7b) {
    const found = length === 0n ? 'an empty header' : JSON.stringify(new TextDecoder().decode(start));
    throw new TensorFileError(file.name, `expected the header to begin with "{", found ${found}`, {
      byteOffset: LENGTH_BYTES,
    });
  }
  const entries = await new HeaderReader(file, dataOffset).entries();
  return { entries, dataOffset };
}

/** Reads the header's JSON. Unlike JSON.parse it knows offsets and notices a name that occurs twice. */
class HeaderReader {
  private readonly events: JsonEvents;

  constructor(
    private readonly file: RandomAccessFile,
    dataOffset: number,
  ) {
    this.events = new JsonEvents(file, LENGTH_BYTES, dataOffset);
  }

  async entries(): Promise<SafetensorsEntry[]> {
    const { events } = this;
    const entries: SafetensorsEntry[] = [];
    const names = new Set<string>();
    await events.pull();
    while ((await events.pull()) === 'key') {
      const name = events.text();
      const headerOffset = events.offset;
      if (names.has(name)) {
        throw this.fault('expected each name once, found a second array of this name', name);
      }
      names.add(name);
      const event = await events.pull();
      if (event !== 'object-start') {
        throw this.fault(`expected an object, found ${this.describe(event)}`, name);
      }
      if (name === '__metadata__') {
        await this.skipMetadata();
      } else {
        entries.push(await this.entry(name, headerOffset));
      }
    }
    if ((await events.pull()) !== 'end') {
      throw events.faultHere('expected nothing but spaces behind the header');
    }
    return entries;
  }

  private async skipMetadata(): Promise<void> {
    while ((await this.events.pull()) === 'key') {
      const event = await this.events.pull();
      if (event !== 'string') {
        throw this.events.faultHere(
          `expected __metadata__ to hold only strings, found ${this.describe(event)}`,
        );
      }
    }
  }

  private async entry(name: string, headerOffset: number): Promise<SafetensorsEntry> {
    const { events } = this;
    let dtype: string | undefined;
    let shape: number[] | undefined;
    let offsets: number[] | undefined;
    while ((await events.pull()) === 'key') {
      const key = events.text();
      if (key === 'dtype' && dtype === undefined) {
        const event = await events.pull();
        if (event !== 'string') {
          throw this.fault(`expected dtype to be a string, found ${this.describe(event)}`, name);
        }
        dtype = events.text();
      } else if (key === 'shape' && shape === undefined) {
        shape = await this.integers(name, key);
      } else if (key === 'data_offsets' && offsets === undefined) {
        offsets = await this.integers(name, key);
      } else {
        throw this.fault(
          `expected dtype, shape and data_offsets once each, found ${JSON.stringify(key)}`,
          name,
        );
      }
    }
    const [begin, end, ...more] = offsets ?? [];
    if (
      dtype === undefined ||
      shape === undefined ||
      begin === undefined ||
      end === undefined ||
      more.length > 0
    ) {
      const given = [dtype && 'dtype', shape && 'shape', offsets && `${offsets.length} data_offsets`];
      const found = given.filter((part) => part !== undefined).join(', ') || 'none';
      throw this.fault(`expected dtype, shape and two data_offsets, found ${found}`, name);
    }
    return { name, dtype, shape, begin, end, headerOffset };
  }

  private async integers(name: string, key: string): Promise<number[]> {
    const { events } = this;
    const integers: number[] = [];
    let event = await events.pull();
    if (event === 'array-start') {
      for (;;) {
        event = await events.pull();
        if (event === 'array-end') {
          return integers;
        }
        const value = event === 'number' ? events.number.value() : Number.NaN;
        if (!Number.isSafeInteger(value) || value < 0) {
          break;
        }
        if (integers.length === MOST_AXES) {
          throw this.fault(`expected at most ${MOST_AXES} integers as ${key}, found more`, name);
        }
        integers.push(value);
      }
    }
    throw this.fault(
      `expected ${key} to be a list of integers that are not negative, found ${this.describe(event)}`,
      name,
    );
  }

  private describe(event: JsonEvent): string {
    switch (event) {
      case 'number':
        return String(this.events.number.value());
      case 'string':
        return JSON.stringify(this.events.text().slice(0, 24));
      case 'array-start':
        return 'a list';
      case 'object-start':
        return 'an object';
      default:
        return event;
    }
  }

  /** Makes an error that points at the last token. */
  private fault(problem: string, array: string): TensorFileError {
    return new TensorFileError(this.file.name, problem, { array, byteOffset: this.events.offset });
  }
}
