import { printableText } from '../../format/printable-text';
import type { Identifiers } from '../input/identifiers';
import type { StatisticsRecord } from '../report/report';

interface Example {
  readonly index: readonly number[];
  readonly id?: string | undefined;
}

/**
 * Names the hardest examples, those of each class too.
 * @throws TensorFileError when the names cannot be read
 */
export async function withIdentifiers(
  statistics: StatisticsRecord,
  identifiers: Identifiers | null,
  signal?: AbortSignal,
): Promise<StatisticsRecord> {
  if (identifiers === null) {
    return statistics;
  }
  const { hardest, classScores } = statistics;
  const classes = classScores?.classes ?? [];
  const examples: readonly Example[] = [
    ...hardest.positives,
    ...hardest.negatives,
    ...classes.flatMap(({ missed, falseAlarms }) => [...missed, ...falseAlarms]),
  ];
  const rows = [...new Set(examples.map(rowOf))].sort((one, other) => one - other);
  const texts = await identifiers.read(rows, signal);
  const idOf = new Map(rows.map((row, at) => [row, printableText(texts[at] ?? '')]));
  const named = <One extends Example>(list: readonly One[]): One[] =>
    list.map((example) => ({ ...example, id: idOf.get(rowOf(example)) ?? '' }));
  return {
    ...statistics,
    hardest: { positives: named(hardest.positives), negatives: named(hardest.negatives) },
    classScores: classScores && {
      ...classScores,
      classes: classes.map((entry) => ({
        ...entry,
        missed: named(entry.missed),
        falseAlarms: named(entry.falseAlarms),
      })),
    },
  };
}

/** The index of an example along the first axis. */
function rowOf({ index: [row = 0] }: Example): number {
  return row;
}
