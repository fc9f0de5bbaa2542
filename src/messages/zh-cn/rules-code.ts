import type { codeRules as english } from '../en/rules-code';
import type { Translated } from '../sentence';

export const codeRules: Translated<typeof english> = {
  'device-in-constructor': {
    short: ({ device }) => `固定在设备 ${device} 上`,
    says: ({ device }) =>
      `构造函数把张量移到 ${device}：在没有该设备的机器上及其他设备上损失会失败。请注册为缓冲区，它随模块移动。`,
  },
  'device-in-forward': {
    short: ({ device }) => `固定在设备 ${device} 上`,
    says: ({ device }) =>
      `每次调用损失都把张量移到 ${device}：在没有该设备的机器上及其他设备上会失败。请使用输入的设备。`,
  },
  'alpha-not-registered': {
    short: ({ name }) => `${name} 不是缓冲区`,
    says: ({ name }) =>
      `权重 ${name} 是普通属性：.to(device) 和 state_dict() 会遗漏它。请使用 register_buffer。`,
  },
  'state-changed-in-forward': {
    short: '一个批次会改变下一批次的设置',
    says: '每次调用都用本批次的值覆盖一项设置：下一批次会用它计算，或因此失败。请使用局部变量。',
  },
  'reduction-ignored': {
    short: ({ name, fault }) =>
      ({
        unused: `${name} 不起作用`,
        exchanged: `${name} 的均值与总和互换`,
        alike: `${name}='sum' 等同于 'mean'`,
      })[fault],
    says: ({ name, fault }) =>
      ({
        unused: `损失接受 ${name}，但对它的每个值都返回相同的结果。`,
        exchanged: `${name}='mean' 时损失返回总和，'sum' 时返回均值。`,
        alike: `${name}='sum' 时损失的返回值与 'mean' 时相同。`,
      })[fault],
  },
  'parameter-ignored': {
    short: ({ name }) => `${name} 不起作用`,
    says: ({ name }) => `代码接受 ${name}，但它的任何值都不改变损失。`,
  },
  'none-default-used': {
    short: ({ className }) => `默认参数下引发 ${className}`,
    says: ({ name, className }) => `默认的 ${name}=None 使损失引发 ${className}：未经检查就使用了该值。`,
  },
  'scalar-alpha-unsupported': {
    short: ({ className }) => `默认参数下引发 ${className}`,
    says: ({ name, className }) =>
      `${name} 的默认值是一个数，使损失引发 ${className}：它只支持每个类别一个权重。`,
  },
  'undefined-name': {
    short: ({ name }) => `${name} 未定义`,
    says: ({ name, error }) => `损失引发 ${error}：${name} 未定义。`,
  },
  'python2-name': {
    short: ({ name }) => `${name} 是 Python 2 的名称`,
    says: ({ name }) => `损失引发 NameError：${name} 只存在于 Python 2 中。`,
  },
  'bool-subtraction': {
    short: '1 − 布尔张量引发 RuntimeError',
    says: 'PyTorch 不支持布尔张量的减法：1 − targets 引发 RuntimeError。请使用 ~targets 或 targets.float()。',
  },
  'super-init-missing': {
    short: '缺少 super().__init__()',
    says: '构造函数没有调用 super().__init__()：模块获得参数、缓冲区或其他模块时，以及被调用时，PyTorch 都会引发异常。',
  },
  'dataclass-module': {
    short: 'dataclass 没有构造模块',
    says: '@dataclass 生成的构造函数不调用 super().__init__()：使用模块时 PyTorch 引发 AttributeError。请手写 __init__。',
  },
  'loss-class-called-as-function': {
    short: ({ name }) => `${name} 用张量来构造`,
    says: ({ name }) =>
      `${name} 是一个类，却用预测值和目标值而不是设置来构造：结果不是损失，或者构造函数引发异常。请写成 ${name}()(predictions, targets)。`,
  },
  'does-not-parse': {
    short: 'Python 3 不能解析',
    says: ({ line }) => `Python 3 在此处引发 SyntaxError：${line}`,
  },
  'unknown-option': {
    short: ({ name, callee }) => `${callee} 没有选项 ${name}`,
    says: ({ name, callee, nearest }) =>
      `\`${callee}\` 没有选项 \`${name}\`${nearest === null ? '：会引发异常。' : `；\`${nearest}\` 与它的名称几乎相同。`}`,
  },
};
