import type { Shard } from '../../messages/facts';
import { ProblemError } from '../../messages/problem-error';
import type { Report } from './report';

/**
 * Refuses a shard that is there twice: its examples would count twice.
 * @throws ProblemError when two reports have the same statistics, whatever their files are called; parts without elements may
 */
export function assertDifferentShards(reports: readonly Report[]): void {
  const seen = new Map<string, Shard>();
  for (const [at, { statistics, counts, inputs }] of reports.entries()) {
    if (counts.elements === 0) {
      continue;
    }
    // Places name files: those of a copy have other names.
    const content = JSON.stringify(statistics, (key, value: unknown) => (key === 'file' ? null : value));
    const shard = { position: at + 1, file: inputs[0]?.file ?? null };
    const same = seen.get(content);
    if (same !== undefined) {
      throw new ProblemError({ id: 'same-shard-twice', facts: { shard: same, otherShard: shard } });
    }
    seen.set(content, shard);
  }
}
