import type { reportProblems as english } from '../../en/problems/reports';
import type { Shard } from '../../facts';
import type { Translated } from '../../sentence';

export const reportProblems: Translated<typeof english> = {
  'no-json': ({ reason }) => `应为 JSON（${reason}）`,
  'no-report': ({ place, reason }) =>
    `应为 check --json 写出的、版本 1 的 focal-loss-report；${place === null ? '根级' : `${place} 处`}：${reason}`,
  'no-reports-to-merge': '没有可合并的报告。',
  'same-shard-twice': ({ shard, otherShard }) =>
    `${shardText(otherShard)}与${shardText(shard)}含有相同的样本：每个分片只给一次。`,
  'reports-differ': ({ shard, otherShard, key, value, otherValue, option }) =>
    `${shardText(otherShard)}与${shardText(shard)}的 ${key} 不同（${otherValue}，而不是 ${value}）：请用相同的${option === null ? '行形状' : ` ${option} `}检查所有分片。`,
};

function shardText({ position, file }: Shard): string {
  return file === null ? `第 ${position} 份报告` : `第 ${position} 份报告（${file}）`;
}
