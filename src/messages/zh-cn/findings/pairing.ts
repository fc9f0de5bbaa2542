import { countText } from '../../../format/count-text';
import { numberText, percentText } from '../../../format/number-text';
import type { pairingFindings as english, PairingFacts, RepairFacts } from '../../en/findings/pairing';
import { mappingTexts, movedClasses } from '../../renumbering';
import type { Translated } from '../../sentence';
import { beginning } from '../words';

export const pairingFindings: Translated<typeof english> = {
  'unmatched-targets': {
    title: ({ repair, unrelated = null }) =>
      repair !== null
        ? repairTitle(repair.how)
        : unrelated === null
          ? '目标值不属于这些行'
          : `${runText(unrelated, unrelated.rows)}的目标值不属于这些行`,
    seen: ({ logits, targets, measure, asGiven, repair, claimed, unrelated = null }) => {
      if (unrelated !== null) {
        const { agreement, others } = unrelated;
        return `“${logits.array}” 与 “${targets.array}” 之间的${MEASURES[measure]}在${runText(unrelated, unrelated.rows)}为 ${agreementText(measure, agreement)}，在其余行为 ${agreementText(measure, others)}；无关的目标值会得到 ${agreementText(measure, { value: agreement.chance })} ± ${agreementText(measure, { value: agreement.standardError })}。`;
      }
      const is = `“${logits.array}” 与 “${targets.array}” 之间的${MEASURES[measure]}为 ${agreementText(measure, asGiven)}；无关的目标值会得到 ${agreementText(measure, { value: asGiven.chance })} ± ${agreementText(measure, { value: asGiven.standardError })}，共比较了 ${countText(asGiven.count)} 个。`;
      if (repair !== null) {
        return `${is}${repairText(repair.how)}，则为 ${agreementText(measure, repair.agreement)}。`;
      }
      return claimed === null ? is : `${is}按这些概率应为 ${agreementText(measure, { value: claimed })}。`;
    },
    means: ({ repair, unrelated = null }) =>
      unrelated !== null
        ? '这些行的预测与它们的目标值毫无关系。于是所有行合在一起的损失与校准不太能说明模型；只有在配对无误时，才说明模型没有学到适用于这一部分的东西。'
        : repair === null
          ? '预测很有把握，却与这些目标值毫无关系。由这样的配对算出的损失与校准都不能说明模型；只有在配对无误时，才说明模型没有学到适用于这些行的东西。'
          : '模型比这些数字更好：由这样的配对算出的损失、校准和所有建议都不能说明模型。用这样的配对训练，学不到东西，或者学到相反的东西。',
    fix: ({ logits, isNamedAsInput, repair }) =>
      repair === null
        ? `${isNamedAsInput ? `“${logits.array}” 通常是模型输入的名称：如果它是特征，请改为检查模型对它们的输出。` : ''}在同一步中保存一个批次的 logits 与目标值，其间不要打乱（shuffle=False，不要再次遍历数据加载器），并核对文件列表的顺序和类别名称的映射。`
        : repairFix(repair.how),
  },
};

const MEASURES = {
  accuracy: '准确率',
  area: ' ROC AUC ',
  areaOfLabels: '各标签内的 ROC AUC ',
  areaOfClasses: '各类别对其余类别的 ROC AUC ',
};

function agreementText(measure: PairingFacts['measure'], { value }: { value: number }): string {
  return measure === 'accuracy' ? percentText(value) : numberText(value);
}

function repairTitle(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return how.by > 0 ? '目标值晚了一行' : '目标值早了一行';
    case 'moved': {
      const [first, ...others] = how.runs;
      return first === undefined || others.length > 0
        ? '部分目标值的先后顺序不同'
        : `${runText(first, how.rows)}的目标值${first.by > 0 ? '晚' : '早'}了 ${countText(Math.abs(first.by))} 行`;
    }
    case 'reversed':
      return '目标值的顺序颠倒';
    case 'offset':
      return how.by > 0 ? '类别索引都小 1' : '类别索引都大 1';
    case 'permuted':
      return how.classes.length === 2
        ? '两个类别互换了'
        : movedClasses(how.classes).length === 2
          ? '有两个类别互换了'
          : '类别的编号不同';
    case 'flattened':
      return '类别轴未移动就被展平';
    case 'inverted':
      return '标签或得分的方向相反';
    case 'negated':
      return '得分的符号相反';
  }
}

/** 则为 and the agreement follow. */
function repairText(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return how.by > 0 ? '若取下一行的目标值' : '若取上一行的目标值';
    case 'moved':
      return how.runs.length === 1
        ? '若将这些行的目标值移回'
        : `若${beginning(how.runs.map(({ from, until, by }) => `第 ${countText(from)} 至 ${countText(until - 1)} 行取第 ${countText(from + by)} 至 ${countText(until - 1 + by)} 行的目标值`))}`;
    case 'reversed':
      return '若将目标值倒序';
    case 'offset':
      return how.by > 0 ? '若每个目标值加 1' : '若每个目标值减 1';
    case 'permuted':
      return `若按“预测类别 → 目标值” ${beginning(mappingTexts(how.classes))} 对应`;
    case 'flattened':
      return `若将得分按（类别, ${countText(how.places)}）的块读取`;
    case 'inverted':
      return '若每个目标值改为 1 − 目标值';
    case 'negated':
      return '若取每行最小而不是最大的得分';
  }
}

function repairFix(how: RepairFacts): string {
  switch (how.kind) {
    case 'shifted':
      return how.by > 0
        ? '将 logits[:-1] 与 targets[1:] 配对，并找出是哪一步在目标值之前多放了一行，或丢掉了 logits 的一行：标题行、第一个批次、晚一步结束的窗口。'
        : '将 logits[1:] 与 targets[:-1] 配对，并找出是哪一步丢掉了第一个目标值，或在 logits 之前多放了一行：标题行、第一个批次、晚一步结束的窗口。';
    case 'moved':
      return how.runs.length === 1
        ? '在同一步中保存一个批次的 logits 与目标值，并找出是哪一步在这些行的开头附近丢掉或重复了若干行：失败的批次、无法读取的文件、多出的一行。'
        : '按相同的顺序连接两边的各部分：按数字给文件名排序（part2 在 part10 之前），并比较各部分的行数。';
    case 'reversed':
      return '改用 targets[::-1]，并找出是哪一步把其中之一倒序。';
    case 'offset':
      return `改用 targets ${how.by > 0 ? '+ 1' : '- 1'}，并检查哪一方多算了背景类，或从 1 开始计数。`;
    case 'permuted':
      return '训练与这些目标值使用同一个从名称到类别索引的映射（class_to_idx、标签编码器）。';
    case 'flattened':
      return `展平之前将类别轴移到最后：x.reshape(-1, classes, ${how.places}).swapaxes(1, 2).reshape(-1, classes)，或在 reshape 之前使用 movedim(1, -1)。`;
    case 'inverted':
      return '检查哪一类是正类：改用两列中的另一列（predict_proba(X)[:, 1]）、−logits，或 1 - targets。';
    case 'negated':
      return '改用 −scores：负对数概率、距离和代价在类别可能性大时较小。';
  }
}

/** A run of rows as a noun. */
function runText({ from, until }: { from: number; until: number }, rows: number): string {
  if (until === rows) {
    return from === 0 ? '所有行' : `约从第 ${countText(from)} 行起`;
  }
  return from === 0
    ? `约至第 ${countText(until - 1)} 行`
    : `约第 ${countText(from)} 至 ${countText(until - 1)} 行`;
}
