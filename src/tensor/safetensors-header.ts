import { readFully } from './byte-source';
import { JsonEvents } from './json-events';
import type { RandomAccessFile } from './random-access-file';
import { TensorFileError } from './tensor-file';

/** What the header says of one array. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Offsets into the data behind the header. */
  readonly begin: number;
  readonly end: number;
  /** Where the header names the array: for errors. */
  readonly headerOffset: number;
}

/** The limit of the reference implementation. */
const longestHeader = 100_000_000;
const lengthBytes = 8;
const mostAxes = 64;

/**
 * Reads the header: a 64-bit length and that many bytes of JSON.
 * @throws TensorFileError when it is not what the specification says
 */
export async function readSafetensorsHeader(
  file: RandomAccessFile,
): Promise<{ entries: SafetensorsEntry[]; dataOffset: number }> {
  const preamble = new Uint8Array(lengthBytes);
  await readFully(file, 0, preamble);
  const length = new DataView(preamble.buffer).getBigUint64(0, true);
  if (length > longestHeader || Number(length) > file.size - lengthBytes) {
    throw new TensorFileError(
      file.name,
      `expected a header length of at most ${Math.min(longestHeader, file.size - lengthBytes)} bytes, found ${length}`,
      { byteOffset: 0 },
    );
  }
  const dataOffset = lengthBytes + Number(length);
  const first = new Uint8Array(1);
  if (length > 0) {
    await readFully(file, lengthBytes, first);
  }
  if (first[0] !== 0x7b) {
    throw new TensorFileError(file.name, 'expected the header to begin with "{"', {
      byteOffset: lengthBytes,
    });
  }
  const entries = await new HeaderReader(file, dataOffset).entries();
  return { entries, dataOffset };
}

/** Walks through the header's JSON; unlike JSON.parse it knows offsets and sees a name that occurs twice. */
class HeaderReader {
  private readonly events: JsonEvents;

  constructor(file: RandomAccessFile, dataOffset: number) {
    this.events = new JsonEvents(file, lengthBytes, dataOffset);
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
        throw events.faultHere(`expected each name once, found a second ${JSON.stringify(name)}`);
      }
      names.add(name);
      if ((await events.pull()) !== 'object-start') {
        throw events.faultHere(`expected an object for ${JSON.stringify(name)}`);
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
      if ((await this.events.pull()) !== 'string') {
        throw this.events.faultHere('expected __metadata__ to hold only strings');
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
        if ((await events.pull()) !== 'string') {
          throw events.faultHere(`expected the dtype of ${JSON.stringify(name)} to be a string`);
        }
        dtype = events.text();
      } else if (key === 'shape' && shape === undefined) {
        shape = await this.integers(name, key);
      } else if (key === 'data_offsets' && offsets === undefined) {
        offsets = await this.integers(name, key);
      } else {
        throw events.faultHere(
          `expected dtype, shape and data_offsets once each for ${JSON.stringify(name)}, found ${JSON.stringify(key)}`,
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
      throw events.faultHere(`expected dtype, shape and two data_offsets for ${JSON.stringify(name)}`);
    }
    return { name, dtype, shape, begin, end, headerOffset };
  }

  private async integers(name: string, key: string): Promise<number[]> {
    const { events } = this;
    const integers: number[] = [];
    if ((await events.pull()) === 'array-start') {
      for (;;) {
        const event = await events.pull();
        if (event === 'array-end') {
          return integers;
        }
        const value = event === 'number' ? events.number.value() : Number.NaN;
        if (!Number.isSafeInteger(value) || value < 0 || integers.length === mostAxes) {
          break;
        }
        integers.push(value);
      }
    }
    throw events.faultHere(
      `expected ${key} of ${JSON.stringify(name)} to be a list of integers that are not negative`,
    );
  }
}
