import { countText } from '../../format/count-text';
import type { lint as english } from '../en/lint';
import type { Sampled } from '../facts';
import type { Translated } from '../sentence';

const EXAMPLES: Readonly<Record<Sampled, string>> = {
  positive: '正样本',
  negative: '负样本',
  wrongPositive: 'x = −100 的正样本',
  wrongNegative: 'x = 100 的负样本',
};

export const lint: Translated<typeof english> = {
  fixed: '已修复',
  related: {
    handedToLoss: '在此处传给损失。',
    reachesLoss: '在此处作用于每个样本的损失。',
    squashedBefore: 'logits 在此处已变成概率。',
    squashedAfter: '截断后的 logits 在此处变成概率。',
    averagedBefore: '各样本的损失在此处已取过平均。',
    takesLogarithm: '在此处取对数。',
    powerAfter: '在此处取 γ 次幂。',
    averageMultiplies: '平均值在此处乘以每个样本的损失。',
  },
  passedOver: ({ file }) => `${file}：既不是代码也不是配置，已跳过`,
  severities: { error: '错误', warning: '警告', information: '提示' },
  summary: ({ files, losses, errors, warnings, information, fixed, notUnderstood }) =>
    `${countText(files)} 个文件，${countText(losses)} 个焦点损失${notUnderstood > 0 ? `（其中 ${countText(notUnderstood)} 个未能理解）` : ''}：${countText(errors)} 个错误，${countText(warnings)} 个警告，${countText(information)} 个提示${fixed > 0 ? `，已修复 ${countText(fixed)} 个` : ''}。`,
  cell: (cell) => `单元格 ${cell}`,
  change: ({ example, before, after }) => `${EXAMPLES[example]}：${before} → ${after}`,
  raises: '抛出异常',
  fixWith: ({ title, changes }) => (changes.length === 0 ? title : `${title}（${changes.join('；')}）`),
  fixAllOfRule: ({ rule }) => `修复所有 ${rule}（Focal Loss）`,
  fixAll: '修复 Focal Loss 能修复的所有问题',
  pageInEnglish: '本页只有英文版。',
  ignore: ({ rule }) => `在此行忽略 ${rule}`,
};
