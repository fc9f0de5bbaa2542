import type { codeProblems as english } from '../../en/problems/code';
import type { Translated } from '../../sentence';

export const codeProblems: Translated<typeof english> = {
  'no-code-file': ({ file, extensions }) => `${file}：应为代码文件（${extensions.join('、')}）`,
  'no-notebook': ({ file }) => `${file}：应为 Jupyter 笔记本，实为其他内容`,
  'no-loss-in-code': ({ file }) => `${file}：应有函数之外的焦点损失，实际没有`,
  'no-such-loss': ({ file, name, names }) => `${file}：没有焦点损失 ${name}；现有：${names.join('、')}`,
  'which-loss': ({ file, names }) =>
    `${file}：应给出一个损失的名称，例如 ${file}::${names[0] ?? ''}；现有：${names.join('、')}`,
  'no-parameter-of-loss': ({ name, parameters }) =>
    parameters.length === 0
      ? `该损失没有可设置的参数，不能给出 ${name}`
      : `该损失没有参数 ${name}；它的参数：${parameters.join('、')}`,
  'cannot-be-replaced': ({ file, reason }) => `${file}：无法替换文件（${reason}）`,
  'changed-meanwhile': ({ file }) => `${file}：检查期间文件已被更改；文件保持不变`,
  'not-utf-8': ({ file }) => `${file}：应为 UTF-8 文本，实为其他字节；文件保持不变`,
};
