import type { Problem } from '../../messages/problem';
import { arrayNameOf, baseName } from '../file-names';

type ForeignKind = Extract<Problem, { readonly id: 'foreign-file' }>['facts']['kind'];

/** A kind of file that is not read here but is often met where tensors are expected. */
interface ForeignFile {
  readonly kind: ForeignKind;
  /** True if the first bytes are those of such a file. */
  readonly matches: (start: Uint8Array, size: number) => boolean;
  /** One line to copy that leads to a file which can be read. */
  readonly line: (file: PythonNames) => string;
}

/** The names of a file and of the NPZ file to be made of it, as Python literals. */
interface PythonNames {
  readonly file: string;
  readonly npz: string;
}

/** Bytes at the start of a file that tell its kind; a tar archive says its own at byte 257. */
export const FOREIGN_START = 512;

/** Extensions of files that are never read, but for which the check says how to turn them into a readable file. */
export const EXPLAINED_EXTENSIONS = ['pt', 'pth'];

const KINDS: readonly ForeignFile[] = [
  {
    kind: 'git-lfs',
    matches: startsWith('version https://git-lfs.github.com/spec/'),
    line: ({ file }) => `git lfs pull --include ${file}`,
  },
  {
    kind: 'gzip',
    matches: startsWith('\x1f\x8b'),
    line: ({ file }) => `gunzip --keep ${file}`,
  },
  {
    kind: 'bzip2',
    matches: startsWith('BZh'),
    line: ({ file }) => `bunzip2 --keep ${file}`,
  },
  {
    kind: 'xz',
    matches: startsWith('\xfd7zXZ\0'),
    line: ({ file }) => `unxz --keep ${file}`,
  },
  {
    kind: 'zstandard',
    matches: startsWith('\x28\xb5\x2f\xfd'),
    line: ({ file }) => `unzstd --keep ${file}`,
  },
  {
    kind: 'matlab-7.3',
    matches: startsWith('MATLAB 7.3 MAT-file'),
    line: ({ file, npz }) =>
      `import h5py, numpy as np; np.savez(${npz}, **{k: v[()].T for k, v in h5py.File(${file}).items() if hasattr(v, 'shape')})`,
  },
  {
    kind: 'matlab',
    matches: startsWith('MATLAB 5.0 MAT-file'),
    line: ({ file, npz }) =>
      `import scipy.io, numpy as np; np.savez(${npz}, **{k: v for k, v in scipy.io.loadmat(${file}).items() if k[0] != '_'})`,
  },
  {
    kind: 'hdf5',
    matches: startsWith('\x89HDF\r\n\x1a\n'),
    line: ({ file, npz }) =>
      `import h5py, numpy as np; np.savez(${npz}, **{k: v[()] for k, v in h5py.File(${file}).items() if hasattr(v, 'shape')})`,
  },
  {
    // The first pickle of the format before PyTorch 1.6 is this number, 0x1950a86a20f9469cfc6c.
    kind: 'old-pytorch',
    matches: startsWith('\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19'),
    line: torchLine,
  },
  {
    kind: 'pickle',
    matches: ([first = 0, protocol = 0]) => first === 0x80 && protocol >= 2 && protocol <= 5,
    line: ({ file, npz }) =>
      `import pickle, numpy as np; np.savez(${npz}, **pickle.load(open(${file}, 'rb')))  # only if you trust the file`,
  },
  {
    kind: 'parquet',
    matches: startsWith('PAR1'),
    line: ({ file, npz }) => tableLine(`pd.read_parquet(${file})`, npz),
  },
  {
    kind: 'arrow',
    matches: startsWith('ARROW1'),
    line: ({ file, npz }) => tableLine(`pd.read_feather(${file})`, npz),
  },
  {
    kind: 'gguf',
    matches: startsWith('GGUF'),
    line: ({ file, npz }) =>
      `import gguf, numpy as np; np.savez(${npz}, **{t.name: t.data for t in gguf.GGUFReader(${file}).tensors})`,
  },
  {
    kind: 'onnx',
    matches: isOnnx,
    line: ({ file, npz }) =>
      `import onnx, numpy as np; np.savez(${npz}, **{t.name: onnx.numpy_helper.to_array(t) for t in onnx.load(${file}).graph.initializer})`,
  },
  {
    kind: 'tfrecord',
    matches: isTfRecord,
    line: ({ file, npz }) =>
      `import tensorflow as tf, numpy as np; np.savez(${npz}, logits=[tf.train.Example.FromString(r.numpy()).features.feature['logits'].float_list.value for r in tf.data.TFRecordDataset(${file})])`,
  },
  {
    kind: 'tar',
    matches: (start) => startsWith('ustar')(start.subarray(257), 0),
    line: ({ file }) => `tar -xf ${file}`,
  },
  {
    kind: 'png',
    matches: startsWith('\x89PNG\r\n'),
    line: ({ file, npz }) =>
      `import numpy as np; from PIL import Image; np.savez(${npz}, targets=np.asarray(Image.open(${file})))`,
  },
  {
    kind: 'csv',
    matches: isTable,
    line: ({ file, npz }) => tableLine(`pd.read_csv(${file}, sep=None, engine='python')`, npz),
  },
];

/**
 * Recognises a file of a kind that is not read here; undefined when the kind is not known.
 * @param start up to `FOREIGN_START` bytes
 * @param formats names of the formats that are read
 */
export function foreignFile(
  name: string,
  start: Uint8Array,
  size: number,
  formats: readonly string[],
): Problem | undefined {
  const known = KINDS.find(({ matches }) => matches(start, size));
  return (
    known && {
      id: 'foreign-file',
      facts: { formats, kind: known.kind, line: known.line(pythonNames(name)) },
    }
  );
}

/** Recognises a zip without arrays by the names of its entries; undefined when its kind is not known. */
export function foreignZip(name: string, entries: readonly string[]): Problem | undefined {
  const names = pythonNames(name);
  if (entries.some((entry) => entry.endsWith('data.pkl'))) {
    return { id: 'foreign-zip', facts: { kind: 'pytorch', line: torchLine(names) } };
  }
  if (entries.includes('model.weights.h5')) {
    const line = `import keras, numpy as np; np.savez(${names.npz}, logits=keras.saving.load_model(${names.file}).predict(x), targets=y)`;
    return { id: 'foreign-zip', facts: { kind: 'keras', line } };
  }
  return undefined;
}

/** Recognises the parts of one sparse matrix, as `scipy.sparse.save_npz` writes them; undefined for other arrays. */
export function sparseParts(name: string, arrays: readonly string[]): Problem | undefined {
  const numbers = arrays.filter((array) => !SPARSE_KINDS.includes(array));
  if (
    !SPARSE_LAYOUTS.some((parts) => parts.size === numbers.length && numbers.every((one) => parts.has(one)))
  ) {
    return undefined;
  }
  const base = baseName(name);
  const line = `import scipy.sparse, numpy as np; np.save(${literal(`${arrayNameOf(base)}.npy`)}, scipy.sparse.load_npz(${literal(base)}).toarray())`;
  return { id: 'foreign-zip', facts: { kind: 'scipy-sparse', line } };
}

/** The arrays of CSR, CSC and BSR, of COO, and of DIA. */
const SPARSE_LAYOUTS: readonly ReadonlySet<string>[] = [
  new Set(['data', 'shape', 'indices', 'indptr']),
  new Set(['data', 'shape', 'row', 'col']),
  new Set(['data', 'shape', 'offsets']),
];
/** Texts and flags beside them. */
const SPARSE_KINDS: readonly string[] = ['format', '_is_array'];

function torchLine({ file, npz }: PythonNames): string {
  return `import torch, numpy as np; np.savez(${npz}, **{k: v.numpy() for k, v in torch.load(${file}, map_location='cpu', weights_only=True).items()})`;
}

function tableLine(frame: string, npz: string): string {
  return `import pandas as pd, numpy as np; d = ${frame}; np.savez(${npz}, **{str(c): d[c].to_numpy() for c in d})`;
}

function pythonNames(name: string): PythonNames {
  const base = baseName(name);
  return { file: literal(base), npz: literal(`${arrayNameOf(base)}.npz`) };
}

function literal(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}

/** @param latin1 a character a byte */
function startsWith(latin1: string): ForeignFile['matches'] {
  return (start) => latin1 === latin1Text(start.subarray(0, latin1.length));
}

function latin1Text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

/** A protobuf whose first field is a small IR version and whose second is the producer's name, or that names itself. */
function isOnnx(start: Uint8Array): boolean {
  const [tag = 0, version = 0, next = 0, length = 0] = start;
  if (tag !== 0x08 || version === 0 || version > 32 || next !== 0x12 || length === 0 || length > 64) {
    return false;
  }
  return /^[ -~]+$/.test(latin1Text(start.subarray(4, 4 + length))) && start.length >= 4 + length;
}

/** The length of the first record carries a checksum of its own: a masked CRC-32C. */
function isTfRecord(start: Uint8Array, size: number): boolean {
  if (start.length < 16) {
    return false;
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const crc = crc32c(start.subarray(0, 8));
  const masked = (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
  return view.getBigUint64(0, true) <= BigInt(size - 16) && view.getUint32(8, true) === masked;
}

function crc32c(bytes: Uint8Array): number {
  let state = -1;
  for (const byte of bytes) {
    state ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      state = (state & 1) === 1 ? (state >>> 1) ^ 0x82f63b78 : state >>> 1;
    }
  }
  return ~state >>> 0;
}

/** Lines of text, at least two, with the same number of commas, semicolons or tabs, more than none, in each. */
function isTable(start: Uint8Array, size: number): boolean {
  const text = new TextDecoder('utf-8', { ignoreBOM: false }).decode(start);
  if (
    /[\p{Cc}\uFFFD]/u.test(text.replaceAll(/[\t\r\n]/g, '').replace(/\uFFFD$/, '')) ||
    /^\s*[[{<]/.test(text)
  ) {
    return false;
  }
  const lines = text.split(/\r?\n/);
  // The last one may be cut off.
  const whole = start.length < size ? lines.slice(0, -1) : lines.filter((line) => line !== '');
  return [',', ';', '\t'].some((separator) => {
    const counts = whole.map((line) => line.split(separator).length);
    return whole.length >= 2 && (counts[0] ?? 0) > 1 && counts.every((count) => count === counts[0]);
  });
}
