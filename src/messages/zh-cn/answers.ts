import type { answers as english } from '../en/answers';
import type { Translated } from '../sentence';
import { choose } from './answers/choose';
import { effect } from './answers/effect';
import { meaning } from './answers/meaning';
import { thresholds } from './answers/thresholds';

export const answers: Translated<typeof english> = {
  inInterval: ({ value, low, high }) => `${value}（${low} 到 ${high}）`,
  lowEnd: (name) => `${name}，下限`,
  highEnd: (name) => `${name}，上限`,
  section: '解答',
  misleads: (title) => `预测与目标值似乎并不对应（“${title}”），由它们得出的解答会误导人。`,
  misleadsByValues: (title) => `这些值并非所认定的内容（“${title}”），由它们得出的解答会误导人。`,
  theLoss: '损失',
  pairOfClasses:
    '两个类别的 softmax 就是 sigmoid：得分是正类的概率，其 logit 是正类的 logit 减去另一类的 logit。',
  halfIsNone: '0.5 对两侧同样加权，等于不使用 α。',
  copyAnswer: (title) => `复制解答：${title}`,
  copyTable: (caption) => `将表格复制为 CSV：${caption}`,
  copyCsv: '将表格复制为 CSV',
  insert: '插入',
  insertAnswer: (title) => `插入解答：${title}`,
  insertIntoEditor: (name) => `将 ${name} 插入编辑器`,
  choose,
  meaning,
  thresholds,
  effect,
};
