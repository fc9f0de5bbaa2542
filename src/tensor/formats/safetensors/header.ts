import type { Problem } from '../../../messages/problem';
import { readFully } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';
import { JsonEvents } from '../json/events';
import { foundInText } from '../json/found-in-text';

/** The description of one array in the header. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Offsets into the data behind the header. */
  readonly begin: number;
  readonly end: number;
  /** The offset at which the header names the array; used in errors. */
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
      {
        id: 'header-too-long',
        facts: { most: Math.min(LONGEST_HEADER, file.size - LENGTH_BYTES), found: String(length) },
      },
      { byteOffset: 0 },
    );
  }
  const dataOffset = LENGTH_BYTES + Number(length);
  const start = new Uint8Array(Math.min(Number(length), 12));
  await readFully(file, LENGTH_BYTES, start);
  if (start[0] !== 0x7b) {
    throw new TensorFileError(
      file.name,
      { id: 'safetensors-start', facts: { found: length === 0n ? null : new TextDecoder().decode(start) } },
      { byteOffset: LENGTH_BYTES },
    );
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
        throw this.fault({ id: 'name-twice', facts: { name } }, name);
      }
      names.add(name);
      const event = await events.pull();
      if (event !== 'object-start') {
        throw this.fault({ id: 'safetensors-object', facts: { found: foundInText(event, events) } }, name);
      }
      if (name === '__metadata__') {
        await this.skipMetadata();
      } else {
        entries.push(await this.entry(name, headerOffset));
      }
    }
    if ((await events.pull()) !== 'end') {
      throw events.faultHere({ id: 'safetensors-behind-header', facts: {} });
    }
    return entries;
  }

  private async skipMetadata(): Promise<void> {
    while ((await this.events.pull()) === 'key') {
      const event = await this.events.pull();
      if (event !== 'string') {
        throw this.events.faultHere({
          id: 'safetensors-metadata',
          facts: { found: foundInText(event, this.events) },
        });
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
          throw this.fault({ id: 'safetensors-dtype', facts: { found: foundInText(event, events) } }, name);
        }
        dtype = events.text();
      } else if (key === 'shape' && shape === undefined) {
        shape = await this.integers(name, key);
      } else if (key === 'data_offsets' && offsets === undefined) {
        offsets = await this.integers(name, key);
      } else {
        throw this.fault({ id: 'safetensors-other-key', facts: { found: key } }, name);
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
      const keys = [...(dtype === undefined ? [] : ['dtype']), ...(shape === undefined ? [] : ['shape'])];
      throw this.fault({ id: 'safetensors-keys', facts: { keys, offsets: offsets?.length ?? null } }, name);
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
          throw this.fault({ id: 'safetensors-too-many-integers', facts: { key, most: MOST_AXES } }, name);
        }
        integers.push(value);
      }
    }
    throw this.fault({ id: 'safetensors-integers', facts: { key, found: foundInText(event, events) } }, name);
  }

  /** Makes an error that points at the last token. */
  private fault(found: Problem, array: string): TensorFileError {
    return new TensorFileError(this.file.name, found, { array, byteOffset: this.events.offset });
  }
}
