import type { RandomAccessFile } from '../reading/random-access-file';
import type { TensorFile } from '../tensor-file';
import { openJson } from './json/json';
import { NPY_MAGIC } from './npy/header';
import { openNpy } from './npy/npy';
import { openNpz } from './npz/npz';
import { openSafetensors } from './safetensors/safetensors';

export interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the bytes scanned so far, for a format that must be scanned to list its arrays (JSON). */
  readonly progress?: ((bytes: number, totalBytes: number) => void) | undefined;
}

/** A file format of tensors. */
interface TensorFormat {
  /** `TensorFile.format`, which `focal-loss inspect --json` prints. */
  readonly id: string;
  /** Name in messages. */
  readonly name: string;
  /** Extensions of file names, in lower case and without a dot; the usual one comes first. */
  readonly extensions: readonly string[];
  /** True if the tensor viewer is the editor of these files; others are text, which VS Code shows. */
  readonly isViewed: boolean;
  /**
   * True if a file begins as files of this format do.
   * @param start the first bytes, up to 512
   * @param size bytes of the whole file
   */
  recognises(start: Uint8Array, size: number): boolean;
  /** @throws TensorFileError when the file is malformed; the file stays open then */
  open(file: RandomAccessFile, options: OpenOptions): Promise<TensorFile>;
}

/** The formats that are read. The first one that recognises a file opens it. package.json lists their extensions too. */
export const FORMATS: readonly TensorFormat[] = [
  {
    id: 'npy',
    name: 'NPY',
    extensions: ['npy'],
    isViewed: true,
    recognises: (start) => NPY_MAGIC.every((byte, index) => start[index] === byte),
    open: (file, { signal }) => openNpy(file, signal),
  },
  {
    id: 'npz',
    name: 'NPZ',
    extensions: ['npz'],
    isViewed: true,
    // "PK", followed by the first local header or by the end of an empty zip.
    recognises: (start) => start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5),
    open: (file, { signal }) => openNpz(file, signal),
  },
  {
    id: 'safetensors',
    name: 'safetensors',
    extensions: ['safetensors'],
    isViewed: true,
    // The length of the header, and "{".
    recognises: (start, size) =>
      start.length >= 9 &&
      start[8] === 0x7b &&
      new DataView(start.buffer, start.byteOffset).getBigUint64(0, true) <= BigInt(size - 8),
    open: (file) => openSafetensors(file),
  },
  {
    id: 'json',
    name: 'JSON',
    extensions: ['json', 'jsonl', 'ndjson'],
    isViewed: false,
    recognises: (start) => /^\s*[[{]/.test(new TextDecoder().decode(start.subarray(0, 16))),
    open: openJson,
  },
];

/** Extensions of all files that can be read, without dots. */
export const TENSOR_EXTENSIONS = FORMATS.flatMap(({ extensions }) => extensions);

/** Names of JSON files that configure programs, so that no tensors are expected in them. */
export const CONFIGURATION_FILE =
  /^(\..*|package(-lock|\.nls.*)?|[jt]sconfig.*|(.*[._-])?(config|schema|settings)|composer|manifest|tokenizer|vocab|special_tokens_map|added_tokens|angular|biome|bower|deno|lerna|nx|renovate|turbo|vercel)\.json$/i;

/** The name of a format in messages. */
export function formatName(id: string): string {
  return FORMATS.find((format) => format.id === id)?.name ?? id;
}
