import { listText } from '../words';

/** Files of other formats, and the line of code that makes a readable file of each. */
export const foreignProblems = {
  'foreign-file': ({
    formats,
    kind,
    line,
  }: {
    formats: readonly string[];
    kind: ForeignKind;
    line: string;
  }) => `expected an ${listText(formats)} file, found ${KINDS[kind]}. To read it: ${line}`,
  'foreign-zip': ({ kind, line }: { kind: ForeignKind; line: string }) =>
    `expected arrays (.npy entries), found ${KINDS[kind]}. To read it: ${line}`,
};

export type ForeignKind = keyof typeof KINDS;

const KINDS = {
  'git-lfs': 'a Git LFS pointer, which stands for a file that has not been downloaded',
  gzip: 'data compressed by gzip',
  bzip2: 'data compressed by bzip2',
  xz: 'data compressed by xz',
  zstandard: 'data compressed by Zstandard',
  'matlab-7.3': 'a MATLAB 7.3 file (HDF5)',
  matlab: 'a MATLAB file',
  hdf5: 'an HDF5 file (h5py, Keras weights)',
  'old-pytorch': 'an old PyTorch checkpoint, a pickle that is never executed here',
  pytorch: 'a PyTorch checkpoint, whose pickle is never executed here',
  keras: 'a Keras model: weights, neither logits nor targets',
  'scipy-sparse': 'the parts of one sparse matrix of SciPy',
  pickle: 'a Python pickle, which is never executed here',
  parquet: 'a Parquet table',
  arrow: 'an Arrow or Feather table',
  gguf: 'GGUF weights',
  onnx: 'an ONNX model',
  tfrecord: 'a TFRecord file',
  tar: 'a tar archive',
  png: 'a PNG image',
  csv: 'a table of text (CSV)',
};
