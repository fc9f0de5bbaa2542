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
