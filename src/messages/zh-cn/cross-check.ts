import { countText } from '../../format/count-text';
import { numberText } from '../../format/number-text';
import type { crossCheck as english } from '../en/cross-check';
import type { Translated } from '../sentence';

export const crossCheck: Translated<typeof english> = {
  title: '交叉核对',
  engine: ({ version, backend, why }) => `TensorFlow.js ${version}，后端 ${backend}（${why}）`,
  why: {
    found: ({ folder }) => `${folder} 中的 @tensorflow/tfjs-node`,
    chosen: '按选择使用 Focal Loss 自带的版本',
    notFound: '使用 Focal Loss 自带的版本，因为未找到 @tensorflow/tfjs-node',
    untrusted: '使用 Focal Loss 自带的版本，因为不受信任的工作区中的代码不会运行',
    browser: '使用 Focal Loss 自带的版本，因为浏览器不能运行原生代码',
    failed: ({ folder, failure }) =>
      `使用 Focal Loss 自带的版本，因为 ${folder} 中的 @tensorflow/tfjs-node ${failure}`,
  },
  failures: {
    exception: ({ message }) => `出错：${message}`,
    exited: ({ code, signal }) => (signal === null ? `以退出码 ${code} 结束` : `由 ${signal} 结束`),
    silent: ({ seconds }) => `在 ${seconds} 秒内没有答复`,
    oldVersion: ({ version, least }) => `的版本 ${version} 早于 ${least}`,
  },
  agrees: ({ engine, loss, gradient, values, ofValues }) =>
    `${engine}：在${ofTotal(values, ofValues)}上，损失相差不超过 ${numberText(loss)}，梯度相差不超过 ${numberText(gradient)}。`,
  differs: ({ engine, loss, gradient, values, ofValues }) =>
    `${engine}：在${ofTotal(values, ofValues)}上，损失相差达 ${numberText(loss)}，梯度相差达 ${numberText(gradient)}，float32 的舍入不能解释。`,
  nothing: '没有可供对照的、有损失的元素。',
  finiteDifferences: ({ values, gradient, agrees }) =>
    `float64 下损失的差分：在 ${countText(values)} 个 logit 上，梯度相差${agrees ? '不超过' : '达'} ${numberText(gradient)}${agrees ? '。' : '，差分的误差不能解释。'}`,
  relative:
    '这些差异分别是占损失的比例，以及占对 log p_t 导数的比例。双方得到相同的 float32 数值，不含权重。',
  header: { quantity: '量', formula: '公式', other: '对照值', difference: '差异' },
  lossAt: ({ index }) => `${index} 处的损失，差异最大`,
  gradientAt: ({ index }) => `${index} 处的梯度，差异最大`,
  differenceAt: ({ index }) => `${index} 处由有限差分得到的梯度，差异最大`,
  largest: '最大的差异',
  run: '与 TensorFlow.js 对照',
  cancel: '取消',
  running: '正在与 TensorFlow.js 对照…',
  cancelled: '与 TensorFlow.js 的对照已取消。',
};

function ofTotal(values: number, total: number): string {
  return values === total
    ? `全部 ${countText(total)} 个 logit `
    : ` ${countText(total)} 个 logit 中的 ${countText(values)} 个`;
}
