import type { lint as english } from '../en/lint';
import type { Translated } from '../sentence';

export const lint: Translated<typeof english> = {
  fixed: '已修复',
  severities: { error: '错误', warning: '警告', information: '提示' },
  summary: ({ files, losses, errors, warnings, information, fixed }) =>
    `${files} 个文件，${losses} 个焦点损失：${errors} 个错误，${warnings} 个警告，${information} 个提示${fixed > 0 ? `，已修复 ${fixed} 个` : ''}。`,
};
