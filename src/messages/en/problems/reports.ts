import type { Shard } from '../../facts';

/** Reading and merging reports. */
export const reportProblems = {
  'no-json': ({ reason }: { reason: string }) => `expected JSON (${reason})`,
  'no-report': ({ place, reason }: { place: string | null; reason: string }) =>
    `expected a focal-loss-report of version 1, as check --json writes it; at ${place ?? 'its root'}: ${reason}`,
  'no-reports-to-merge': 'There are no reports to merge.',
  'same-shard-twice': ({ shard, otherShard }: { shard: Shard; otherShard: Shard }) =>
    `${shardText(otherShard)} holds the same examples as ${shardText(shard)}: give each shard once.`,
  'reports-differ': ({ shard, otherShard, key, value, otherValue, option }: DifferFacts) =>
    `${shardText(otherShard)} differs from ${shardText(shard)} in ${key} (${otherValue}, not ${value}): check all shards with the same ${option ?? 'shape of a row'}.`,
};

interface DifferFacts {
  shard: Shard;
  otherShard: Shard;
  key: string;
  /** The value of the one shard, and of the other. */
  value: string;
  otherValue: string;
  /** The option of the command line that decides it, if one does. */
  option: string | null;
}

function shardText({ position, file }: Shard): string {
  return file === null ? `report ${position}` : `report ${position} (of ${file})`;
}
