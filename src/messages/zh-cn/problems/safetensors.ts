import { shapeText } from '../../../format/shape-text';
import type { safetensorsProblems as english } from '../../en/problems/safetensors';
import type { Translated } from '../../sentence';
import { foundText } from './json';

export const safetensorsProblems: Translated<typeof english> = {
  'safetensors-start': ({ found }) =>
    `文件头应以 “{” 开头，${found === null ? '却为空' : `实为 ${JSON.stringify(found)}`}`,
  'safetensors-behind-header': '文件头之后只应有空格',
  'safetensors-object': ({ found }) => `应为对象，实为${foundText(found)}`,
  'safetensors-metadata': ({ found }) => `__metadata__ 应只含字符串，实有${foundText(found)}`,
  'safetensors-dtype': ({ found }) => `dtype 应为字符串，实为${foundText(found)}`,
  'safetensors-integers': ({ key, found }) => `${key} 应为非负整数的列表，实有${foundText(found)}`,
  'safetensors-too-many-integers': ({ key, most }) => `${key} 最多应有 ${most} 个整数，实际更多`,
  'safetensors-other-key': ({ found }) => `应有 dtype、shape 和 data_offsets 各一次，实有 “${found}”`,
  'safetensors-keys': ({ keys, offsets }) => {
    const found = [...keys, ...(offsets === null ? [] : [`${offsets} 个 data_offsets`])];
    return `应有 dtype、shape 和两个 data_offsets，${found.length === 0 ? '却都没有' : `实有 ${found.join('、')}`}`;
  },

  'safetensors-no-arrays': '应有数组，实为不含任何数组的 safetensors 文件',
  'safetensors-dtype-refused': ({ dtype }) => `应为可读取的数据类型，实为 ${dtype}；请先转换为 float32`,
  'safetensors-span': ({ shape, dtype, needed, found }) =>
    `形状 ${shapeText(shape)}、类型 ${dtype} 需要${needed === null ? '多到无法计数的字节' : ` ${needed} 字节`}，但 data_offsets 跨 ${found} 字节`,
  'safetensors-begin': ({ expected, found }) =>
    `data_offsets 应从 ${expected} 开始，实为 ${found}：该数组${found < expected ? '与前一个数组重叠' : '与前一个数组之间留有空隙'}`,
  'safetensors-end': ({ begin, end, found }) =>
    `data_offsets 应在 ${begin} 到 ${end}（数据结束处）之间结束，实为 ${found}：文件不完整，或其文件头有误`,
  'safetensors-data': ({ expected, found }) => `文件头之后应有 ${expected} 字节的数据，实有 ${found} 字节`,
};
