import { Inflate } from 'fflate';
import type { ByteReader, ByteSource } from './byte-source';
import { readFully } from './byte-source';
import { crc32 } from './crc32';
import type { RandomAccessFile } from './random-access-file';
import { TensorFileError } from './tensor-file';

/** A deflated entry of a zip file. */
export interface DeflatedEntry {
  /** The array's name. */
  readonly name: string;
  /** Where its compressed bytes begin in the file. */
  readonly dataOffset: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly crc32: number;
}

/** Compressed bytes taken at a time; deflate makes at most 1,032 bytes of one. */
const smallestStep = 4_096;
const largestStep = 65_536;
/** What a step should inflate to. */
const wantedOutput = 1_048_576;

/**
 * The bytes of a deflated entry from `skip` (the length of the NPY header) on, inflated as they are read. Whoever
 * reads to the end has the length and the CRC checked.
 */
export function inflatedBytes(file: RandomAccessFile, entry: DeflatedEntry, skip: number): ByteSource {
  return {
    openReader() {
      let stream = new InflatingStream(file, entry);
      return {
        async read(offset, target, signal) {
          if (skip + offset < stream.position) {
            stream = new InflatingStream(file, entry);
          }
          await stream.read(skip + offset, target, signal);
        },
      } satisfies ByteReader;
    },
  };
}

/** Inflates an entry once, front to back. */
class InflatingStream {
  /** Uncompressed offset of the next byte that has not been handed out. */
  position = 0;
  private readonly inflate = new Inflate((bytes) => this.take(bytes));
  private readonly ready: Uint8Array[] = [];
  private consumed = 0;
  private produced = 0;
  private crc = 0;
  private verified = false;
  private stepBytes = smallestStep;

  constructor(
    private readonly file: RandomAccessFile,
    private readonly entry: DeflatedEntry,
  ) {}

  /** Fills `target` from the uncompressed `offset` on, which is not before `position`. */
  async read(offset: number, target: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.pull(offset - this.position, undefined, signal);
    await this.pull(target.byteLength, target, signal);
    if (this.position === this.entry.uncompressedSize && !this.verified) {
      await this.verify(signal);
    }
  }

  private async pull(count: number, target: Uint8Array | undefined, signal?: AbortSignal): Promise<void> {
    let done = 0;
    while (done < count) {
      const [bytes] = this.ready;
      if (bytes === undefined) {
        await this.step(signal);
        continue;
      }
      const part = bytes.subarray(0, count - done);
      target?.set(part, done);
      done += part.byteLength;
      this.position += part.byteLength;
      if (part.byteLength < bytes.byteLength) {
        this.ready[0] = bytes.subarray(part.byteLength);
      } else {
        this.ready.shift();
      }
    }
  }

  private async step(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { compressedSize, dataOffset, name, uncompressedSize } = this.entry;
    const left = compressedSize - this.consumed;
    if (left === 0) {
      throw this.fault(
        `expected ${uncompressedSize} bytes after inflating, found ${this.produced}: the entry is truncated`,
      );
    }
    const input = new Uint8Array(Math.min(this.stepBytes, left));
    const producedBefore = this.produced;
    await readFully(this.file, dataOffset + this.consumed, input, name);
    try {
      this.inflate.push(input, input.byteLength === left);
    } catch (error) {
      throw this.fault(`the compressed data is damaged (${error instanceof Error ? error.message : error})`);
    }
    this.consumed += input.byteLength;
    const ratio = (this.produced - producedBefore) / input.byteLength;
    this.stepBytes = Math.round(Math.max(smallestStep, Math.min(largestStep, wantedOutput / (ratio || 1))));
    if (this.produced > uncompressedSize) {
      throw this.fault(`expected ${uncompressedSize} bytes after inflating, found more`);
    }
  }

  private take(bytes: Uint8Array): void {
    if (bytes.byteLength > 0) {
      this.ready.push(bytes);
      this.produced += bytes.byteLength;
      this.crc = crc32(bytes, this.crc);
    }
  }

  private async verify(signal?: AbortSignal): Promise<void> {
    while (this.consumed < this.entry.compressedSize) {
      await this.step(signal);
    }
    if (this.crc !== this.entry.crc32) {
      const hexadecimal = (value: number) => value.toString(16).padStart(8, '0');
      throw this.fault(
        `expected the CRC ${hexadecimal(this.entry.crc32)}, found ${hexadecimal(this.crc)}: the data is damaged`,
      );
    }
    this.verified = true;
  }

  private fault(problem: string): TensorFileError {
    return new TensorFileError(this.file.name, problem, {
      array: this.entry.name,
      byteOffset: this.entry.dataOffset + this.consumed,
    });
  }
}
