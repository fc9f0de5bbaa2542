import { countText } from '../../../format/count-text';
import { exactNumberText, numberText } from '../../../format/number-text';
import { shapeText } from '../../../format/shape-text';
import type { dataFindings as english, Place, TargetsOutOfRangeFacts } from '../../en/findings/data';
import { indexText } from '../../facts';
import { reasonText } from '../../reason';
import type { Translated } from '../../sentence';
import { reasons } from '../reasons';
import { arrayText } from '../words';

export const dataFindings: Translated<typeof english> = {
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
  'missing-labels': {
    title: '缺少标签',
    seen: ({ targets, elements, missing, index }) =>
      `${arrayText(targets)} 的 ${countText(elements)} 个元素中有 ${countText(missing)} 个为 NaN，第一个对应索引 ${indexText(index)} 处的 logit。它们不计入任何求和。`,
    means: 'NaN 标签表示没有给出的标签；对它计算的损失为 NaN，包含它的任何平均值也是 NaN。',
    fix: '用掩码排除：keep = ~numpy.isnan(targets)，再对 logits[keep] 和 targets[keep] 计算损失；或者改写为忽略索引。',
  },
  'not-probabilities': {
    title: '不是概率的值',
    seen: ({ logits, elements, wrong, value, index, link }) =>
      link === 'softmax'
        ? `${arrayText(logits)} 的 ${countText(elements)} 行中有 ${countText(wrong)} 行之和为 0 或含有小于 0 的值；第一个这样的值是索引 ${indexText(index)} 处的 ${value}。这些行不计入任何求和。`
        : `${arrayText(logits)} 的 ${countText(elements)} 个值中有 ${countText(wrong)} 个在 [0, 1] 之外，第一个是索引 ${indexText(index)} 处的 ${value}。它们不计入任何求和。`,
    means: '其余的值都是概率，因此这些值没有写入，或在模型输出之后被改动过。',
    fix: '检查这些样本：从未写入的行、填充，或对空集取的平均。',
  },
  decisions: {
    title: '是判定结果而不是得分',
    seen: ({ logits, maximum }) =>
      `${arrayText(logits)} 含有表示类别的判定结果（0 到 ${numberText(maximum)} 的整数），而不是得分。`,
    means: '判定结果不说明模型有多大把握：既没有损失，也没有校准，也无法选择阈值。',
    fix: '保存模型在 argmax 或阈值之前的输出：logits，或用 predict_proba 代替 predict。',
  },
  'softmax-over-examples': {
    title: 'softmax 用错了轴',
    seen: ({ logits }) =>
      `${arrayText(logits)} 中每个类别在所有样本上之和为 1，而每个样本在各类别上之和不为 1。`,
    means: '相互竞争的是同一批次中的样本而不是类别：每个预测都取决于批次中的其他样本。',
    fix: '在类别轴上应用 softmax：softmax(dim=-1)，对 (N, C, …) 用 dim=1；或把 logits 交给损失。',
  },
  'labels-count-from-one': {
    title: '标签从 1 开始计数',
    seen: ({ targets, maximum }) =>
      `${arrayText(targets)} 的标签是 1 到 ${numberText(maximum)}，没有 0。这里每个标签都减去了 1。`,
    means: '损失从 0 开始计数类别：不做修改时，每个标签都指向下一个类别，最后一个标签不对应任何类别。',
    fix: '每个标签减去 1：targets - 1。',
  },
  'targets-out-of-range': {
    title: '目标值超出允许范围',
    seen: ({ targets, values, allowed, elements, first }) =>
      `${arrayText(targets)} 含有 ${valuesText(values)}，但应为${allowedText(allowed)}：共 ${countText(elements)} 个元素${placeText(first)}。它们未计入任何求和。`,
    means: 'PyTorch 会因索引错误而中止，在 GPU 上则是 device-side assert；二元损失会变为负数而没有任何警告。',
    fix: ({ repair }) => TARGET_REPAIRS[repair],
  },
  'targets-not-one-hot': {
    title: '样本的目标值之和不为 1',
    seen: ({ targets, rows, values, first }) =>
      `${arrayText(targets)} 中有 ${countText(rows)} 行之和不为 1${values.length === 0 ? '' : `，例如 ${valuesText(values)}`}${placeText(first)}。它们未计入任何求和。`,
    means: '对有两个类别的样本，softmax 损失没有意义；对没有类别的样本，损失为 0 而没有任何警告。',
    fix: '如果样本可以有多个类别或没有类别，请使用 sigmoid 损失；否则请修正编码。',
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
    fix: '将其保存为与 logits 匹配的数值数组，或者不放入文件；α、γ 和忽略索引可以在报告中或命令行上设置。',
  },
  'probabilities-as-logits': {
    title: '应为 logits，实为概率',
    seen: ({ logits, isChosen, link, minimum, maximum }) =>
      `${arrayText(logits)} ${isChosen ? '按 logits 处理' : '以 logits 命名'}，但所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内${link === 'softmax' ? '，且各类别之和为 1' : ''}：已经应用过 ${link}。`,
    means: ({ link }) =>
      link === 'sigmoid'
        ? '“with logits” 类的损失会再应用一次 sigmoid：所有 p 都落在 [0.5, 0.7311]，负样本无法学会，损失停留在 log 2 附近。'
        : '从 logits 计算的交叉熵会再应用一次 softmax：没有任何类别的概率能够变高，梯度极小。',
    fix: ({ link }) => `将 ${link} 之前的值传给损失：训练时从模型的最后一层移除 ${link}。`,
  },
  'logits-as-probabilities': {
    title: '应为概率，实为 logits',
    seen: ({ logits, isChosen, minimum, maximum }) =>
      `${arrayText(logits)} ${isChosen ? '按概率处理' : '以概率命名'}，但值的范围是 ${numberText(minimum)}…${numberText(maximum)}。`,
    means:
      '以概率为输入的损失会对这些值取对数：小于 0 的得到 NaN，或者得到裁剪后没有梯度的常数（Keras 中 from_logits=False，即默认值）。',
    fix: '使用 “with logits” 类的损失（Keras 中 from_logits=True），或者先应用 sigmoid 或 softmax。',
  },
  'double-sigmoid': {
    title: '重复应用了 sigmoid',
    seen: ({ logits, minimum, maximum }) =>
      `${arrayText(logits)} 的所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内，处于 [0.5, 0.7311]，即概率再做 sigmoid 的取值范围。`,
    means: '模型永远无法判为负：p 不低于 0.5，负样本的损失降不下去，训练停滞在 log 2 附近。',
    fix: '只应用一次 sigmoid：交给 “with logits” 类的损失，或者使用以概率为输入的损失。',
  },
  'double-softmax': {
    title: '重复应用了 softmax',
    seen: ({ logits, minimum, maximum, classes, least, most }) =>
      `${arrayText(logits)} 的所有值都在 ${numberText(minimum)}…${numberText(maximum)} 之内；对 ${countText(classes)} 个类别的概率再做 softmax，取值范围是 ${numberText(least)}…${numberText(most)}。`,
    means: ({ most, leastLoss }) =>
      `任何类别的概率都不会超过 ${numberText(most)}：损失不可能低于 ${numberText(leastLoss)}，梯度极小。`,
    fix: '只应用一次 softmax：从 logits 计算的交叉熵已经包含它。',
  },
  'constant-output': {
    title: '输出恒定不变',
    seen: ({ logits, value, elements }) =>
      `${arrayText(logits)} 的所有值都是 ${numberText(value)}（${countText(elements)} 个元素）。`,
    means: '模型没有利用输入：某一层已失活、权重为 0，或者数组从未填充。',
    fix: '逐层检查激活值、检查初始化，并确认保存的数组确实是模型的输出。',
  },
  'float16-overflow': {
    title: ({ isHalf }) => (isHalf ? 'float16 已上溢' : 'logits 超出 float16 的范围'),
    seen: ({ logits, values }) =>
      `${arrayText(logits)} 中有 ${countText(values)} 个值达到或超过 65,504，即 float16 能表示的最大数。`,
    means: ({ isHalf }) =>
      isHalf
        ? '更大的值已变为 Infinity，其损失为 NaN。'
        : '在混合精度下，这些值会变为 Infinity，其损失为 NaN。',
    fix: '用 float32 计算损失（logits.float()），并放在 autocast 之外。',
  },
};

const TARGET_REPAIRS: Readonly<Record<TargetsOutOfRangeFacts['repair'], string>> = {
  countFromOne: '标签从 1 开始计数：将每个标签减 1。',
  plusMinusOne:
    '如果目标值是 −1 和 1，请把 (targets + 1) / 2 传给损失；如果 −1 表示“不参与”，请将其设为忽略索引。',
  byteMask:
    '如果目标值是由 0 和 255 组成的掩码，请把 targets > 0 传给损失；如果 255 表示“不参与”，请将其设为忽略索引。',
  unknown: '修正标签；如果该值表示“不参与”，请将其设为忽略索引。',
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

function valuesText(values: readonly number[]): string {
  return values.map((value) => exactNumberText(Number(value.toPrecision(6)))).join('、');
}

function placeText(place: Place | null): string {
  return place === null ? '' : `；第一处对应 ${place.file} 的 logit ${indexText(place.index)}`;
}

function allowedText(allowed: TargetsOutOfRangeFacts['allowed']): string {
  if (typeof allowed === 'string') {
    return allowed === 'probability' ? ' 0 到 1 之间的值' : ' 0 或 1';
  }
  const range = ` 0 到 ${countText(allowed.classes - 1)} 的类别`;
  return allowed.hasBackground ? `${range}，或表示背景的 ${countText(allowed.classes)}` : range;
}
