import type { fixes as english } from '../en/fixes';
import type { Translated } from '../sentence';

export const fixes: Translated<typeof english> = {
  'alpha-to-positives': '用 α 加权正样本，用 1 − α 加权负样本',
  'power-of-one-minus-pt': '使用 (1 − p_t)^γ',
  'at-least-one-positive': '除数至少为 1',
  'register-buffer': '注册该张量，使其随模块移动',
  'device-of-predictions': '使用预测所在的设备',
  'keep-shape': '保留目标的形状',
};
