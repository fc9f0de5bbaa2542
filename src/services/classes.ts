import * as v from 'valibot';
import { type ClassRow, type ClassRows, classRowsOf } from '../check/derive/class-rows';
import { reportSchema } from '../check/report/report';
import { namedClassesSchema } from '../labels/named-classes';
import type { Service } from './service';

const classesInputSchema = v.object({
  report: reportSchema,
  named: v.nullable(namedClassesSchema),
});

/** A class with its name, where a file gives it one. */
export type NamedClassRow = ClassRow & { readonly name: string | null };

/** The classes of a report. */
export interface ClassesAnswer {
  readonly schema: 'focal-loss-classes';
  readonly version: 1;
  readonly namesFrom: string | null;
  /** Null where the report has no classes to list. */
  readonly found: (Omit<ClassRows, 'classes'> & { readonly classes: readonly NamedClassRow[] }) | null;
}

/** The thresholds of the best F1 by class name, or by index where a class has no name of its own; without those of no class. */
export function thresholdsByName(
  rows: readonly Pick<NamedClassRow, 'index' | 'name' | 'threshold'>[],
): Record<string, number> {
  const times = new Map<string | null, number>();
  for (const { name } of rows) {
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  return Object.fromEntries(
    rows.flatMap(({ index, name, threshold }) => {
      const score = threshold?.score ?? null;
      return score === null ? [] : [[name !== null && times.get(name) === 1 ? name : String(index), score]];
    }),
  );
}

/** Lists the classes of a report. */
export const classes: Service<object, v.InferOutput<typeof classesInputSchema>, ClassesAnswer> = {
  input: classesInputSchema,
  run: async (_host, { report, named }) => {
    const rows = classRowsOf(report);
    return {
      schema: 'focal-loss-classes',
      version: 1,
      namesFrom: named?.file ?? null,
      found: rows && {
        ...rows,
        classes: rows.classes.map((row) => ({ name: named?.names[row.index] ?? null, ...row })),
      },
    };
  },
};
