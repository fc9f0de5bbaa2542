import { countText } from '../../../format/count-text';
import { shapeText } from '../../../format/shape-text';
import type { arrayFindings as english } from '../../en/findings/arrays';
import { indexText } from '../../facts';
import { reasonText } from '../../reason';
import type { Translated } from '../../sentence';
import { reasons } from '../reasons';
import { arrayText } from '../words';

export const arrayFindings: Translated<typeof english> = {
  empty: {
    title: '没有可用于计算损失的元素',
    seen: ({ logits, elements, ignored, nonFinite, invalidTargets }) =>
      elements === 0
        ? `${arrayText(logits)} 没有元素。`
        : `${countText(elements)} 个元素都未参与计算：${countText(ignored)} 个被忽略，${countText(nonFinite)} 个没有可用的值，${countText(invalidTargets)} 个没有有效目标值。`,
    means: '对空集取平均得到 NaN；求和得到 0，什么也学不到。',
    fix: '检查数组是否在批次填充之后才保存，以及忽略索引或掩码是否排除了所有元素。',
  },
  'non-finite': {
    title: '存在 NaN 或无穷值',
    seen: (facts) => {
      const { logits, targets, firstLogit, firstTarget } = facts;
      const kinds = [
        [facts.notANumber, 'NaN'],
        [facts.positiveInfinity, '+Infinity'],
        [facts.negativeInfinity, '−Infinity'],
      ] as const;
      const held = kinds
        .filter(([count]) => count > 0)
        .map(([count, kind]) => `${countText(count)} 个 ${kind}`);
      return [
        ...(held.length > 0 ? [`${arrayText(logits)} 含有 ${held.join('、')}。`] : []),
        ...(firstLogit === null
          ? []
          : [`第一个异常 logit 是索引 ${indexText(firstLogit.index)} 处的 ${firstLogit.value}。`]),
        ...(firstTarget === null
          ? []
          : [
              `${arrayText(targets)} 中第一个异常目标值是 ${firstTarget.value}，对应 logit ${indexText(firstTarget.index)}。`,
            ]),
        `${countText(facts.elements)} 个元素中有 ${countText(facts.nonFinite)} 个未计入任何求和。`,
      ].join('');
    },
    means: '训练时，这一批次的损失和所有梯度都是 NaN，更新一步后权重也是。',
    fix: '查找来源：损失之前除以零或对零取对数、float16 溢出，或权重已经是 NaN。缺失值应当用掩码排除，而不是保留为 NaN。',
  },
  'shapes-broadcast': {
    title: '形状只有通过广播才相符',
    seen: ({ logits, targets }) =>
      `此处将形状为 ${shapeText(logits)} 的 logits 与形状为 ${shapeText(targets)} 的目标值逐值配对。`,
    means: ({ broadcast }) =>
      broadcast === null
        ? '要求形状相同的函数（例如 torchvision.ops.sigmoid_focal_loss）会拒绝它们；其他函数会进行广播。'
        : `在 NumPy 或 PyTorch 的运算中，形状会变为 ${shapeText(broadcast.shape)}：得到 ${countText(broadcast.losses)} 个损失，每个 logit 与每个目标值各一个，而且不会报错。`,
    fix: '让二者形状相同：targets.reshape(logits.shape) 或 logits.squeeze()。',
  },
  'joined-arrays': {
    title: '同一文件中的多个数组已合并读取',
    seen: ({ joined }) =>
      joined
        .map(
          ({ array, parts, rows }) =>
            `${arrayText(array)} 由 ${countText(parts)} 个先后写入的数组组成；共 ${countText(rows)} 行，已作为一个数组读取。`,
        )
        .join(''),
    means: '单次调用 numpy.load 只会读取其中的第一个。',
    fix: '将各批次收集到列表中，用 numpy.concatenate(batches) 合并后只保存一次。',
  },
  'trailing-bytes': {
    title: '有未读取的字节',
    seen: ({ files }) =>
      files.map(({ file, bytes }) => `${file} 的最后一个数组之后还有 ${countText(bytes)} 个字节。`).join(''),
    means: '它们不属于任何数组：文件可能写入了两次，或者文件头记录的内容少于实际保存的内容。',
    fix: '如果数组的行数应比此处显示的多，请重新保存该数组。',
  },
  'array-not-used': {
    title: ({ arrays }) => `${countText(arrays.length)} 个数组未使用`,
    seen: ({ arrays }) =>
      arrays
        .map(
          ({ role, file, array, reason, reasonFacts }) =>
            `${arrayText({ array, file })}：${reasonText(reasons, reasonFacts, reason)}；${WITHOUT[role]}。`,
        )
        .join(''),
    means: '如果训练中用到了它，这里的损失就不是训练中的损失。',
    fix: ({ arrays }) =>
      arrays.every(({ reasonFacts }) => reasonFacts?.id === 'weights-of-classes')
        ? '要对类别加权，请将这些权重作为 α 给出：以 alpha 为名保存，或写在 --alpha 之后。仅用于正样本的权重 w 相当于 α = w / (1 + w)，相差一个因子 1 + w。'
        : '将其保存为与 logits 匹配的数值数组，或者不放入文件；α、γ 和忽略索引可以在报告中或命令行上设置。',
  },
};

const WITHOUT = {
  weight: '因此每个损失都按完整权重计入',
  mask: '因此不屏蔽任何元素',
  loss: '因此未与焦点损失比较',
  gradient: '因此未与 dFL/dx 比较',
  alpha: '因此 α 取默认值',
  gamma: '因此 γ 取默认值',
  ignoreIndex: '因此不会据此忽略任何目标值',
};
