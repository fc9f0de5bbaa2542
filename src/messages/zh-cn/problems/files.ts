import type { fileProblems as english } from '../../en/problems/files';
import type { WorkerEnd } from '../../facts';
import type { Translated } from '../../sentence';

export const fileProblems: Translated<typeof english> = {
  'no-such-file': '文件不存在',
  'no-such-folder': '文件不存在：其路径中有一部分不是文件夹',
  'permissions-forbid': '无法读取：权限不足',
  'system-forbids': '无法读取：系统不允许',
  'folder-for-file': '应为文件，实为文件夹',
  'other-for-file': '应为文件，实为其他类型',
  'too-many-open': '打开的文件过多',
  'disk-error': '磁盘报告输入/输出错误',
  'cannot-be-read': ({ reason }) => `无法读取文件（${reason}）`,
  'only-read-whole': ({ scheme, most, found }) =>
    `“${scheme}” 文件只能整体读取，因此最多 ${most} 字节，实际为 ${found} 字节；请在桌面版 VS Code 中从本地或远程文件夹打开该文件`,
  'size-changed': ({ before, now }) => `读取期间文件由 ${before} 字节变为 ${now} 字节；请重新读取`,
  changed: '读取期间文件发生了变化；请重新读取',
  'deleted-or-replaced': '读取期间文件已删除或替换',
  truncated: ({ expected, found }) =>
    `此处应有 ${expected} 字节，但文件在其中的 ${found} 字节之后结束：文件不完整`,
  'ends-while-read': '读取期间文件结束：文件遭截断',
  'values-missing': ({ expected, found }) =>
    `应有 ${expected} 个值，实有 ${found} 个：文件在读取期间遭截断或发生了变化。`,
  'array-gone': '该数组已不存在',
  'csv-too-large': ({ most, found }) => `CSV 文件最多容纳 ${most} 个值，已选择 ${found} 个`,

  'worker-not-started': ({ end }) => `未能启动工作线程，因此在扩展主机自身的线程中工作：${endText(end)}。`,
  'worker-crashed': ({ end }) => `工作意外结束（${endText(end)}）。请重新运行。`,
};

function endText(end: WorkerEnd): string {
  switch (end.kind) {
    case 'exited':
      return `工作线程以代码 ${end.code} 退出`;
    case 'silent':
      return `${end.seconds} 秒内没有回应`;
    case 'unreadable-message':
      return '无法读取工作线程的消息';
    case 'no-script':
      return '未能加载其脚本';
    case 'error':
      return end.reason;
  }
}
