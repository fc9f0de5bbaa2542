import type { foreignProblems as english, ForeignKind } from '../../en/problems/foreign';
import type { Translated } from '../../sentence';
import { listText } from '../words';

export const foreignProblems: Translated<typeof english> = {
  'foreign-file': ({ formats, kind, line }) =>
    `应为 ${listText(formats)} 文件，实为${KINDS[kind]}。读取方法：${line}`,
  'foreign-zip': ({ kind, line }) => `应有数组（.npy 条目），实为${KINDS[kind]}。读取方法：${line}`,
};

const KINDS: Readonly<Record<ForeignKind, string>> = {
  'git-lfs': ' Git LFS 指针，它代表尚未下载的文件',
  gzip: ' gzip 压缩的数据',
  bzip2: ' bzip2 压缩的数据',
  xz: ' xz 压缩的数据',
  zstandard: ' Zstandard 压缩的数据',
  'matlab-7.3': ' MATLAB 7.3 文件（HDF5）',
  matlab: ' MATLAB 文件',
  hdf5: ' HDF5 文件（h5py、Keras 权重）',
  'old-pytorch': '旧版 PyTorch 检查点，即 pickle，这里绝不执行',
  pytorch: ' PyTorch 检查点，这里绝不执行其中的 pickle',
  keras: ' Keras 模型：其中是权重，既非 logits 也非目标值',
  'scipy-sparse': '一个 SciPy 稀疏矩阵的各部分',
  pickle: ' Python 的 pickle，这里绝不执行',
  parquet: ' Parquet 表格',
  arrow: ' Arrow 或 Feather 表格',
  gguf: ' GGUF 权重',
  onnx: ' ONNX 模型',
  tfrecord: ' TFRecord 文件',
  tar: ' tar 归档',
  png: ' PNG 图像',
  csv: '文本表格（CSV）',
};
