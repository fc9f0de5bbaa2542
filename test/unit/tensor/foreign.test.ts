import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refusal } from './reading';

function bytes(latin1: string, length = latin1.length): Uint8Array {
  const content = new Uint8Array(length);
  content.set(Uint8Array.from(latin1, (character) => character.charCodeAt(0)));
  return content;
}

/** The first record of a TFRecord file as TensorFlow writes it: length 10, its masked CRC-32C, 10 bytes, their CRC. */
const TF_RECORD = '\x0a\0\0\0\0\0\0\0\xae\xa3\xbf\x3a';

describe('a file of another kind is named, with a line that makes one that can be read', () => {
  it.each([
    ['a.npy', bytes('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'), 'Git LFS', 'git lfs pull'],
    ['a.npy.gz', bytes('\x1f\x8b\x08\0\0\0', 40), 'gzip', "gunzip --keep 'a.npy.gz'"],
    ['a.npy.xz', bytes('\xfd7zXZ\0', 40), 'xz', 'unxz'],
    ['a.npy.zst', bytes('\x28\xb5\x2f\xfd', 40), 'Zstandard', 'unzstd'],
    ['a.h5', bytes('\x89HDF\r\n\x1a\n', 40), 'HDF5', "h5py.File('a.h5')"],
    ['a.mat', bytes('MATLAB 5.0 MAT-file, Platform: GLNXA64', 128), 'MATLAB', "loadmat('a.mat')"],
    ['a.mat', bytes('MATLAB 7.3 MAT-file, Platform: GLNXA64', 512), 'MATLAB 7.3', 'h5py'],
    ['a.pkl', bytes('\x80\x04\x95', 40), 'pickle', 'pickle.load'],
    ['a.npy', bytes('\x80\x04\x95', 40), 'pickle', 'pickle.load'],
    [
      'a.pth',
      bytes('\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.', 40),
      'PyTorch checkpoint',
      'torch.load',
    ],
    [
      'a.pt',
      zipSync({ 'archive/data.pkl': bytes('\x80\x02}q\0.') }),
      'PyTorch checkpoint',
      'weights_only=True',
    ],
    [
      'a.keras',
      zipSync({ 'config.json': bytes('{}'), 'model.weights.h5': bytes('') }),
      'Keras',
      'predict(x)',
    ],
    ['a.parquet', bytes('PAR1', 40), 'Parquet', "pd.read_parquet('a.parquet')"],
    ['a.feather', bytes('ARROW1\0\0', 40), 'Arrow', 'read_feather'],
    ['a.gguf', bytes('GGUF\x03', 40), 'GGUF', 'GGUFReader'],
    ['a.onnx', bytes('\x08\x07\x12\x07pytorch\x1a\x05', 40), 'ONNX', "onnx.load('a.onnx')"],
    ['a.csv', bytes('y_true,y_prob\n1,0.5\n0,0.25\n'), 'CSV', "pd.read_csv('a.csv'"],
    ['a.json', bytes('y_true,y_prob\n1,0.5\n0,0.25\n'), 'CSV', 'read_csv'],
    ['a.tfrecord', bytes(TF_RECORD, 26), 'TFRecord', 'TFRecordDataset'],
    ["it's.tsv", bytes('a\tb\n1\t2\n'), 'CSV', "read_csv('it\\'s.tsv'"],
  ])('%s (%#)', async (name, content, kind, line) => {
    const message = await refusal(name, content);
    expect(message).toContain(kind);
    expect(message).toContain(line);
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThan(600);
  });
});

it('a sentence is no table', async () => {
  expect(await refusal('notes.txt', 'One line, and another.\nNo, not quite, is it?')).not.toContain('CSV');
});
