import { inflate } from '#inflate';
import { errorText } from '../../../format/error-text';
import type { Problem } from '../../../messages/problem';
import type { ByteReader, ByteSource } from '../../reading/byte-source';
import { readFully } from '../../reading/byte-source';
import type { RandomAccessFile } from '../../reading/random-access-file';
import { TensorFileError } from '../../tensor-file';
import { crc32 } from './crc32';
import { crcProblem } from './stored-entry';
import type { ZipEntryData } from './zip-directory';

/** Compressed bytes per read. The first pieces are smaller, because often only the NPY header is needed. */
const LARGEST_PIECE = 65_536;
const SMALLEST_PIECE = 4_096;

/**
 * The bytes of a deflated entry from `skip` (the length of the NPY header) on, inflated as they are read. Reading to the
 * end checks the length and the CRC.
 */
export function inflatedBytes(file: RandomAccessFile, entry: ZipEntryData, skip: number): ByteSource {
  return {
    openReader() {
      let stream = new InflatingStream(file, entry);
      return {
        async read(offset, target, signal) {
          if (skip + offset < stream.position) {
            await stream.abandon();
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
  /** Uncompressed offset of the next byte to hand out. */
  position = 0;
  private readonly inflated = inflate(this.pieces());
  /** Inflated bytes that are not handed out yet. */
  private ready: Uint8Array = new Uint8Array(0);
  /** Number of compressed bytes read so far. */
  private consumed = 0;
  private produced = 0;
  private crc = 0;
  private verified = false;

  constructor(
    private readonly file: RandomAccessFile,
    private readonly entry: ZipEntryData,
  ) {}

  /** Fills `target` from the uncompressed `offset` on; `offset` must not be before `position`. */
  async read(offset: number, target: Uint8Array, signal?: AbortSignal): Promise<void> {
    await this.pull(offset - this.position, undefined, signal);
    await this.pull(target.byteLength, target, signal);
    if (this.position === this.entry.uncompressedSize && !this.verified) {
      await this.verify(signal);
    }
  }

  /** Frees the inflater before the end. */
  async abandon(): Promise<void> {
    await this.inflated.return();
  }

  private async pull(count: number, target: Uint8Array | undefined, signal?: AbortSignal): Promise<void> {
    let done = 0;
    while (done < count) {
      if (this.ready.byteLength === 0 && !(await this.inflateMore(signal))) {
        throw this.fault({
          id: 'zip-inflated-too-short',
          facts: { expected: this.entry.uncompressedSize, found: this.produced },
        });
      }
      const part = this.ready.subarray(0, count - done);
      target?.set(part, done);
      done += part.byteLength;
      this.position += part.byteLength;
      this.ready = this.ready.subarray(part.byteLength);
    }
  }

  /** @returns false at the end of the compressed data */
  private async inflateMore(signal?: AbortSignal): Promise<boolean> {
    signal?.throwIfAborted();
    const { done, value } = await this.inflated.next().catch((error: unknown) => {
      throw error instanceof TensorFileError
        ? error
        : this.fault({ id: 'zip-not-deflated', facts: { reason: errorText(error) } });
    });
    if (done) {
      return false;
    }
    this.ready = value;
    this.produced += value.byteLength;
    this.crc = crc32(value, this.crc);
    if (this.produced > this.entry.uncompressedSize) {
      throw this.fault({ id: 'zip-inflated-too-long', facts: { expected: this.entry.uncompressedSize } });
    }
    return true;
  }

  private async *pieces(): AsyncGenerator<Uint8Array, void> {
    const { compressedSize, dataOffset, name } = this.entry;
    const buffer = new Uint8Array(Math.min(compressedSize, LARGEST_PIECE));
    while (this.consumed < compressedSize) {
      const wanted = Math.max(SMALLEST_PIECE, Math.min(LARGEST_PIECE, this.consumed));
      const piece = buffer.subarray(0, Math.min(compressedSize - this.consumed, wanted));
      await readFully(this.file, dataOffset + this.consumed, piece, name);
      this.consumed += piece.byteLength;
      yield piece;
    }
  }

  private async verify(signal?: AbortSignal): Promise<void> {
    let isMore = true;
    while (isMore) {
      isMore = await this.inflateMore(signal);
    }
    if (this.crc !== this.entry.crc32) {
      throw this.fault(crcProblem(this.entry.crc32, this.crc));
    }
    this.verified = true;
  }

  private fault(found: Problem): TensorFileError {
    return new TensorFileError(this.file.name, found, {
      array: this.entry.name,
      byteOffset: this.entry.dataOffset + this.consumed,
    });
  }
}
