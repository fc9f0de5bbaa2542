import type { ClassRanking, Report } from '../report/report';

/** The classes with examples, those first that are surely recalled the least: by the upper end of the interval. */
export function classesByRecall({ ranking }: Pick<Report, 'ranking'>): ClassRanking[] {
  return (ranking?.classes ?? [])
    .filter(({ count }) => count > 0)
    .sort((one, other) => one.high - other.high || (one.recall ?? 0) - (other.recall ?? 0));
}
