import * as v from 'valibot';
import type { Report } from '../check/report/report';
import { check } from './check';
import { checkInputSchema } from './check-input';
import { readReport } from './saved-report';
import type { DocumentHost, Service, TensorHost } from './service';

/** Each a saved report, or what to check. */
const reportsInputSchema = v.object({
  runs: v.array(v.union([v.object({ report: v.string() }), checkInputSchema])),
});

/**
 * The reports of several runs, in their order: saved ones are read, the others are made.
 * Rejects with the errors of `check`, or with a TensorFileError when a file holds no valid report.
 */
export const reports: Service<
  TensorHost & DocumentHost,
  v.InferOutput<typeof reportsInputSchema>,
  Report[]
> = {
  input: reportsInputSchema,
  async run(host, { runs }) {
    const made: Report[] = [];
    for (const run of runs) {
      made.push('report' in run ? await readReport(host, run.report) : await check.run(host, run));
    }
    return made;
  },
};
