import { shapeText } from '../../../format/shape-text';
import type { formatProblems as english } from '../../en/problems/formats';
import type { Translated } from '../../sentence';
import { listText } from '../words';

const WHOLES = { file: '文件', entry: '条目' };

export const formatProblems: Translated<typeof english> = {
  'empty-file': '应为张量文件，实为空文件（0 字节）',
  'unknown-format': ({ formats }) => `应为 ${listText(formats)} 文件；开头的字节和文件名都不属于这些格式`,
  'name-twice': ({ name }) => `每个名称应只出现一次，却再次出现 “${name}”`,
  'header-too-long': ({ most, found }) => `文件头长度最多应为 ${most} 字节，实为 ${found} 字节`,
  'header-truncated': ({ expected, found }) =>
    `文件头应有 ${expected} 字节，但数据在 ${found} 字节之后结束：数据不完整`,
  'unknown-dtype': ({ dtype }) => `未知的数据类型 “${dtype}”`,
  'data-misfit': ({ shape, dtype, needed, found, of }) =>
    `形状 ${shapeText(shape)}、类型 ${dtype} 需要 ${needed} 字节的数据，但文件头之后有 ${found} 字节：` +
    `${needed > found ? `${WHOLES[of]}不完整，或其文件头有误` : '其文件头有误'}`,
  'crc-mismatch': ({ expected, found }) => `CRC-32 应为 ${expected}，实为 ${found}：数据已损坏`,
};
