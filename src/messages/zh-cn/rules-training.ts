import type { trainingRules as english } from '../en/rules-training';
import type { Translated } from '../sentence';

export const trainingRules: Translated<typeof english> = {
  'arguments-swapped': {
    short: '参数顺序错误',
    says: (facts) => {
      switch (facts.takes) {
        case 'predictions':
          return '目标写在预测之前，而损失先接受预测：它计算的是目标的损失。';
        case 'targets':
          return '预测写在目标之前，而损失先接受目标：它计算的是目标的损失。';
        case 'switch':
          return `数值 ${facts.value} 传给了开关参数 ${facts.name}，而不是 α 或 γ：它们保持默认值，或得到下一个参数。请按名称传入。`;
        case null:
          return `参数的顺序错误：它们给出 α = ${facts.alpha}、γ = ${facts.gamma}。请将两者对调，或按名称传入。`;
      }
    },
  },
  'positives-per-rank': {
    short: '除以单个进程的正样本数',
    says: '损失除以单个进程的正样本数，而梯度对所有进程取平均：正样本少的进程中的样本权重更大。请对所有进程求该数之和（all_reduce），并除以其均值。',
  },
};
