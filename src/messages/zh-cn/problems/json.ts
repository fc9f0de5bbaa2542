import { shapeText } from '../../../format/shape-text';
import type { jsonProblems as english } from '../../en/problems/json';
import { type Index, indexText, type JsonFound } from '../../facts';
import type { Translated } from '../../sentence';

export const jsonProblems: Translated<typeof english> = {
  'json-utf-16': '应为 UTF-8 文本，实为 UTF-16；请将文件保存为 UTF-8',
  'json-expected': ({ expected, found }) => `应为${EXPECTED[expected]}，实为 ${JSON.stringify(found)}`,
  'json-token': ({ expected, found }) =>
    `应为 ${expected.map((token) => `“${token}”`).join(' 或 ')}，实为 ${JSON.stringify(found)}`,
  'json-cut-off': '值尚未结束，文本却已结束：文本不完整',
  'json-open-string': '字符串缺少右引号，文本却已结束：文本不完整',
  'json-control-character': ({ byte }) => `字符串中不应有控制字符，实有字节 ${byte}`,
  'json-escape': ({ reason }) => `字符串中应为 JSON 的转义，实为其他转义（${reason}）`,
  'json-too-deep': ({ most }) => `列表和对象最多应有 ${most} 层，却多出一层`,
  'json-too-long': ({ most }) => `单个值最长应为 ${most} 字节，却有更长的值`,

  'json-no-arrays': '应有数字数组，却没有',
  'json-too-many-names': ({ most }) => `最多应有 ${most} 个名称；请将记录写成对象的列表`,
  'json-mixed-lines': '各行应全为记录或全非记录，却两者都有',
  'json-no-record': '应为与前面相同的记录，实为其他值',
  'json-too-many-fields': ({ most }) => `各记录的字段应相同，不同的字段却多于 ${most} 个`,
  'json-field-missing': ({ record }) => `每条记录应有一个值，记录 ${record} 却没有`,
  'json-field-repeated': ({ record }) => `每条记录应有一个值，记录 ${record} 却有多个`,
  'json-row-number': ({ found }) => `存放值的对象应以行号为键，实有键 “${found}”`,

  'json-no-number': ({ index, found }) =>
    `${placeText(index)}应为数字，实为${foundText(found)}${found.text === 'null' ? '；缺失的值请写为 NaN' : ''}`,
  'json-no-list': ({ index }) => `${placeText(index)}应为列表，实为数字`,
  'json-ragged': ({ index, expected, found }) =>
    `${placeText(index)}应与前面的列表一样有 ${expected} 个值，实有 ${found} 个：各列表长短不一`,
  'json-no-data': 'data 应为数字，却没有数字',
  'json-shape': 'shape 应为非负长度的列表',
  'json-shape-misfit': ({ shape, found }) => `值的个数应与形状 ${shapeText(shape)} 一致，实有 ${found} 个`,
  'json-dtype-misfit': ({ dtype, index, found }) =>
    `展平后的索引 ${index} 处应为类型 ${dtype} 的值，实为 ${found}`,
  'json-values-missing': ({ expected }) => `应有 ${expected} 个值，实际更少：文件在读取期间发生了变化`,
};

const EXPECTED = {
  value: '值',
  number: '数字',
  key: '双引号中的键',
  'new-line': '文本结束，或第一个值之后换行',
};

/** A list, an object, or a text as it stands in the file, which a space parts from the words before it. */
export function foundText({ kind, text }: JsonFound): string {
  switch (kind) {
    case 'list':
      return '列表';
    case 'object':
      return '对象';
    case 'string':
      return `字符串 ${text}`;
    case 'literal':
      return ` ${text}`;
  }
}

function placeText(index: Index): string {
  return index.length === 0 ? '' : `索引 ${indexText(index)} 处`;
}
