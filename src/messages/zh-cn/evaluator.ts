import type { evaluator as english } from '../en/evaluator';
import type { Translated } from '../sentence';

export const evaluator: Translated<typeof english> = {
  notUnderstood: {
    name: ({ name }) => `此文件中没有 ${name}`,
    attribute: ({ name, of }) => `未知的属性：${of}.${name}`,
    call: ({ name }) => `未知的函数：${name}`,
    argument: ({ name, of }) => `${of} 的未知参数：${name}`,
    import: ({ name }) => `此文件中没有 ${name}`,
    syntax: ({ what }) => `不运行这种语法：${what}`,
    operation: ({ what }) => `不跟踪这种运算：${what}`,
    parameter: ({ name }) => `参数 ${name} 的值未知`,
    view: () => '原地修改了张量的视图',
    random: () => '抽取了随机数',
    result: () => '结果既不是数字也不是张量',
    mixedArrays: () => '张量与 NumPy 数组一起运算',
    layout: () => '它所接受的预测与目标的形式，与所尝试的都不同',
    nesting: () => '代码的嵌套过深',
    syntaxError: () => '代码无法解析',
    fileSize: () => '文件过大',
    steps: () => '代码的步骤过多',
    memory: () => '代码产生的张量过大',
    depth: () => '代码的调用层数过深',
  },
  inFile: ({ file, line, reason }) => `${file} 第 ${line} 行：${reason}`,
  atLine: ({ line, reason }) => `第 ${line} 行：${reason}`,
};
