import { shapeText } from '../../../format/shape-text';
import type { Arrays, inputProblems as english } from '../../en/problems/inputs';
import { SAVING_LINES } from '../../saving-lines';
import type { Translated } from '../../sentence';

const ROLES = { logits: ' logits', targets: '目标值' };

export const inputProblems: Translated<typeof english> = {
  'no-printed-number': ({ text }) => `损失值为 “${text}”：应为打印出的数字，如 0.24185 或 3.2e-5。`,
  'no-array-of-losses': ({ array, arrays }) =>
    `${array === null ? '应有含损失或梯度的数组' : `没有数组 “${array}”`}；找到 ${arrays.map((name) => `“${name}”`).join('、')}。请指明数组：FILE:array。`,
  'no-losses-in-log': ({ most, found }) =>
    `应有 1 到 ${most} 个损失值，找到 ${found} 个：名称含 “loss” 的列、此类词之后的数字，或每行一个数字。`,
  'elements-not-at-hand': ({ array }) =>
    `数组 “${array}” 对每个元素有一个值，但无法逐个比较元素：logits 超过一百万个，或目标值是软目标。`,
  'arrays-ambiguous': ({ role, ...arrays }) => `${listed(arrays)} 都可能是${ROLES[role]}；请指明是哪一个。`,
  'array-in-several-files': ({ role, array, files }) =>
    `${files} 个文件都有数组 “${array}”，在每个文件中都可能是${ROLES[role]}。请一次检查一个文件，或者用命令 compare 比较它们。`,
  'pairs-ambiguous': ({ pairs, more }) =>
    `数组组成了多对：${pairs.map(({ logits, targets }) => `“${logits}” 与 “${targets}”`).join('、')}${more > 0 ? `，以及另外 ${more} 对` : ''}。` +
    `请选择其中一对；在命令行中用 --logits=${pairs[0]?.logits} 和 --targets=${pairs[0]?.targets}。`,
  'arrays-missing': ({ role, ...arrays }) =>
    `需要 logits 和目标值，找到 ${listed(arrays)}，但没有${ROLES[role]}。请同时给出${ROLES[role]}：另一个文件，或其数组的名称。` +
    `同时保存两者：PyTorch 用 ${SAVING_LINES.pytorch}，Keras 和 JAX 用 ${SAVING_LINES.kerasAndJax}；` +
    '保存整个数据集：Focal Loss: Insert Snippet（插入代码片段），save_outputs。',
  'array-unknown': ({ role, array, ...arrays }) =>
    `没有名为 “${array}” 的数组可用作${ROLES[role]}；找到 ${listed(arrays)}。`,
  'too-many-values': ({ most, found }) => `最多应有 ${most} 个值，实有 ${found} 个。`,

  'targets-only-indices': ({ targets, logits, chosen }) =>
    `形状 ${shapeText(targets)} 不能为形状为 ${shapeText(logits)} 的 logits 逐个提供目标值，因此目标值只能是类别索引，而不是 ${chosen}。`,
  'class-axis-needed': ({ targets, logits, axis }) =>
    `形状 ${shapeText(targets)} 缺少 logits ${shapeText(logits)} 的轴 ${axis}，因此该轴是类别轴：不能没有类别轴。`,
  'class-axis-misfit': ({ targets, logits, axis }) =>
    `形状 ${shapeText(targets)} 与 logits ${shapeText(logits)} 去掉类别轴 ${axis} 后的形状不同。`,
  'no-class-indices': ({ targets }) =>
    `形状 ${shapeText(targets)} 为每个 logit 提供一个目标值，因此目标值不能是类别索引：请选择二元、独热或软目标。`,
  'no-class-axis': ({ shape }) => `softmax 需要一个包含两个或更多类别的轴，而形状为 ${shapeText(shape)}。`,
  'no-such-axis': ({ axis, shape }) =>
    `形状 ${shapeText(shape)} 没有轴 ${axis}：类别轴为 0 到 ${shape.length - 1} 之一。`,
  'no-such-background': ({ index, classes }) =>
    `没有类别 ${index} 可作为背景类：类别为 0 到 ${classes - 1}。`,
  'shapes-misfit': ({ targets, logits, array, indices, fitSwapped }) => {
    const elementwise = `${shapeText(logits)}（每个 logit 一个目标值）`;
    const expected =
      indices.length === 0
        ? elementwise
        : `${elementwise}或 ${indices.map(shapeText).join(' 或 ')}（每个样本一个类别索引）`;
    return (
      `形状 ${shapeText(targets)} 与形状为 ${shapeText(logits)} 的 logits 数组 “${array}” 不匹配：应为 ${expected}。` +
      (fitSwapped
        ? '反过来则匹配：两者可能互换了。'
        : '请将两者从同一批次、不经归约保存，改变其中一个的形状，或选择其他数组。')
    );
  },

  'gamma-out-of-range': ({ gamma }) => `gamma 为 ${gamma}：应为不小于 0 的数。`,
  'alpha-out-of-range': ({ alpha }) => `alpha 为 ${alpha}：应为 0 到 1 之间的数、权重列表或 none。`,
  'weights-out-of-range': ({ alpha }) => `alpha 为 ${alpha.join(', ')}：权重应不小于 0。`,
  'weights-misfit': ({ weights, channels }) =>
    `alpha 列出 ${weights} 个权重，但 logits 有 ${channels === 1 ? '一个通道' : `${channels} 个类别`}。`,
};

function listed({ arrays, more }: Arrays): string {
  if (arrays.length === 0) {
    return '零个数组';
  }
  const examples = arrays.map(({ name, shape, dtype }) => `“${name}” ${shapeText(shape)} ${dtype}`);
  return `${examples.join('、')}${more > 0 ? ` 等 ${arrays.length + more} 个数组` : ''}`;
}
