import { countText } from '../../format/count-text';
import type { features as english } from '../en/features';
import { beginning, listText } from './words';

const ROLES = { logits: 'logits', targets: '目标值' };

export const features: typeof english = {
  checkTitle: (files) => `检查：${files}`,
  labels: {
    whichSource: '为哪些数据选择 α 与 γ？',
    labels: '标签',
    sources: {
      report: { label: 'logits 和目标值…', detail: '报告会给出在你的 logits 上的均衡。' },
      file: {
        label: '含标签的文件…',
        detail: 'CSV 的一列、数组（NPY、NPZ、JSON、safetensors）、COCO 标注或掩码。',
      },
      folder: { label: '含标签的文件夹…', detail: 'YOLO 标签（.txt）或掩码（.png）。' },
      typed: { label: '输入数量…', detail: '每个类别的样本数。' },
    },
    typedPrompt: '每个类别的样本数：按类别顺序 36413,8291，或 cat=120,dog=30。',
    counting: (source) => `正在统计 ${source} 中的标签`,
    whichColumn: '哪一列是标签？',
    whichArray: '哪个数组是标签？',
  },
  checkWhichTensors: '检查哪些张量？',
  whichLossValue: '训练打印出的损失值，包含其全部数字',
  compareWithWhat: '与哪些张量或哪份报告比较？',
  whichFile: (role) => `哪个文件包含${spaced(ROLES[role])}？`,
  chooseClassNames: '哪个文件包含类别名称？',
  whichArray: (role) => `哪个数组是${spaced(ROLES[role])}？`,
  whichPair: '要检查哪一对 logits 和目标值？',
  askedOnce: '对此文件只询问一次',
  tensorFiles: (formats) => `包含 logits 和目标值的 ${listText(formats)} 文件`,
  browse: '浏览…',
  tensors: '张量',
  checkCancelled: '检查已取消。',
  noneLooksLikeLogits: (files, arrays, examples) =>
    `${files}：共 ${countText(arrays)} 个数组，没有一个像是带目标值的 logits（${examples.join('、')}…）。请选择数组，或在查看器中打开文件。`,
  changedUnreadable: (clock, reason) =>
    `文件在 ${clock} 更改，但无法检查，可能仍在写入。显示的是上一份有效报告。${reason}`,
  fileNotAtHand: (file) => `找不到 ${file}，因此无法显示。`,
  fileDeleted: (file, clock) => `${file} 在 ${clock} 删除。显示的是它的最后一份报告。`,
  checkCancelledBefore: '检查已取消。显示的是上一份报告。',
  plotTitle: 'Focal Loss: 曲线图',
  leftOutOfSelection: (refusals) => `Focal Loss 曲线图未采用所选内容中的部分值：${refusals.join('')}`,
  outOfRange: (symbol, value, minimum, maximum) =>
    `${symbol} = ${value} 不在 ${minimum} 到 ${maximum} 之间。`,
  viewerTitle: '张量查看器',
  writingCsv: '正在将所选值写入 CSV',
  exportFormats: {
    png: 'PNG 图片',
    svg: 'SVG 图片',
    csv: 'CSV 表格',
    html: 'HTML 页面',
    md: 'Markdown 文档',
    json: 'JSON 文档',
    txt: '值',
  },
  open: '打开',
  revealInExplorer: '在资源管理器中显示',
  saveTitle: (format) => `保存 ${format}`,
  copied: '已复制。',
  formatCopied: (format) => `已复制 ${format}。`,
  saved: (file) => `已保存 ${file}。`,
  notSaved: '未保存。',
  notCopied: (reason) => `未能复制：${reason}`,
  notWritten: (format, reason) => `未能写入 ${format}：${reason}`,
  fileChangedMeanwhile: '未保存：文件在此期间已更改。请重新导出。',
  examplesTitle: '将示例工作区复制到哪个文件夹？',
  examplesHere: '复制到此处',
  terminalGreeting: 'focal-loss --help 列出命令行的全部功能。',
  insertSnippet: '插入焦点损失或保存张量的代码',
  insertSnippetIntoNewFile: '插入到新文件',
  whichSnippet: '选择代码片段',
  noSuchSnippet: (id, known) => `没有代码片段 “${id}”；可用的有 ${known.join('、')}。`,
  newFile: '新文件',
  snippetNotInserted: (file) => `代码片段未插入 ${file}：文件已关闭，或过长而无法解析。`,
  snippetReadOnly: (file) => `代码片段无法插入 ${file}：文件为只读。`,
  snippetRenamed: (file, name, used) => `${file} 中已有 ${name}，因此新代码命名为 ${used}。`,
  lintWorkspace: {
    title: '正在查找焦点损失中的错误',
    cancelled: '已取消。取消前：',
    leftOut: (files) => `${countText(files.length)} 个文件无法打开：${beginning(files)}。`,
  },
  lossStatus: {
    name: '焦点损失',
    showProblems: '显示问题',
    text: ({ losses, errors, warnings }) =>
      `${countText(losses)} 个焦点损失：${
        errors + warnings === 0 ? '未发现错误' : `${countText(errors)} 个错误，${countText(warnings)} 个警告`
      }`,
    detail: ({ notUnderstood }) =>
      notUnderstood === 0 ? '已在小张量上运行' : `其中 ${countText(notUnderstood)} 个未能理解`,
  },
  completion: {
    loss: (snippet) => `焦点损失：${snippet}`,
    'save-outputs': (snippet) => snippet,
    start: (snippet) => snippet,
  },
  snippetPurposes: {
    sigmoidModule: '模块，用于二元和多标签目标，包括密集检测器',
    sigmoidFunction: '函数，用于二元和多标签目标，包括密集检测器',
    softmaxModule: '模块，用于多选一的类别，支持类别权重和 ignore_index',
    softmaxFunction: '函数，用于多选一的类别，支持类别权重',
    saveBatches: '保存所有批次的 logits（或输出）和目标值的代码，供“检查张量”使用',
    asymmetricFunction: '函数，用于正样本很少的多标签目标：γ+、γ− 与间隔',
    asymmetricClass: '损失类，用于正样本很少的多标签目标：γ+、γ− 与间隔',
    biasOfLayer: '设置最后一层的初始偏置，使每个得分都从正样本占比开始',
    biasInitializer: '偏置初始化器，使每个得分都从正样本占比开始',
    asymmetricModule: '模块，用于正样本很少的多标签目标：γ+、γ− 与间隔',
  },
};

/** A space stands between Chinese characters and Latin letters. */
function spaced(word: string): string {
  return /^[a-z]/i.test(word) ? ` ${word} ` : word;
}
