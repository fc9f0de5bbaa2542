import { shapeText } from '../../../format/shape-text';
import type { npyProblems as english } from '../../en/problems/npy';
import { bytesInHexadecimal } from '../../facts';
import type { Translated } from '../../sentence';

const NUMBERS = '应为数字或布尔值，实为';
const NO_DICT = '文件头不是 Python 字典：';

export const npyProblems: Translated<typeof english> = {
  'npy-magic': ({ start }) => `应为 NPY 的标识 \\x93NUMPY，实为${startText(start)}`,
  'npy-header-cut-off': ({ found }) => `应为 NPY 文件头，但数据在 ${found} 字节之后结束：数据不完整`,
  'npy-version': ({ found }) => `应为 NPY 版本 1.0、2.0 或 3.0，实为 ${found}`,
  'npy-keys': ({ found }) =>
    `文件头应有键 descr、fortran_order 和 shape，${found.length === 0 ? '却没有任何键' : `实有 ${found.join('、')}`}`,
  'npy-fortran-order': ({ found }) => `fortran_order 应为 True 或 False，实为 ${found}`,
  'npy-shape': ({ found }) => `shape 应为由非负长度组成的元组，实为 ${found}`,
  'npy-too-many-elements': ({ shape }) => `最多应有 2^53 字节，但形状 ${shapeText(shape)} 的元素多到无法计数`,

  'npy-no-dict': ({ found }) => `文件头应为 Python 字典，实为 ${found}`,
  'python-token': ({ expected, found }) =>
    `${NO_DICT}应为 ${expected.map((token) => `“${token}”`).join(' 或 ')}，${foundText(found)}`,
  'python-literal': ({ found }) => `${NO_DICT}应为字面量，${foundText(found)}`,
  'python-end': ({ found }) => `${NO_DICT}文件头应在此结束，${foundText(found)}`,
  'python-too-deep': ({ most }) => `${NO_DICT}最多应有 ${most} 层，却多出一层`,
  'python-key': `${NO_DICT}键应为字符串`,
  'python-key-twice': ({ key }) => `${NO_DICT}每个键应只出现一次，却再次出现 “${key}”`,
  'python-open-string': `${NO_DICT}字符串缺少右引号`,
  'python-escape': `${NO_DICT}字符串不应含有转义，却有一个`,

  'npy-arrays-as-elements': ({ dtype }) =>
    `${NUMBERS}数组组成的元素，dtype 为 ${dtype}；请保存为轴更多的数组`,
  'npy-structured': ({ fields }) =>
    `${NUMBERS}含有字段 ${fields.map((field) => `“${field}”`).join('、')} 的结构化数组；请将每个字段保存为一个数组`,
  'npy-dtype-no-text': ({ dtype }) => `${NUMBERS}数据类型 ${dtype}，它不是文本`,
  'npy-dtype-refused': ({ dtype, kind }) => `${NUMBERS}数据类型 “${dtype}”：${KINDS[kind]}`,
  'npy-byte-order': ({ dtype }) => `${NUMBERS}未注明字节序的数据类型 “${dtype}”`,
};

const KINDS = {
  objects: 'Python 对象，以 pickle 形式存储，这里绝不执行；请改为保存数字',
  'byte-strings': '字节串；只能读取数字和布尔值',
  strings: '字符串；只能读取数字和布尔值',
  complex: '复数；只能读取实数和布尔值',
  dates: '日期；只能读取数字和布尔值',
  durations: '时间间隔；只能读取数字和布尔值',
  'raw-bytes': '没有数字类型的原始字节，ml_dtypes 的 8 位和 4 位浮点数就这样保存；请先转换为 float32',
  'float-size':
    '无法读取这种大小的浮点数（可读取 float16、bfloat16、float32 和 float64）；请先转换为 float32',
};

function foundText(found: string | null): string {
  return found === null ? '却已结束' : `实为 ${found}`;
}

function startText(start: readonly number[]): string {
  if (start.length === 0) {
    return '空数据';
  }
  const bytes = `字节 ${bytesInHexadecimal(start)}`;
  return start[0] === 0x80 ? `${bytes}，即 Python 的 pickle，这里绝不执行` : bytes;
}
