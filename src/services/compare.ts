import * as v from 'valibot';
import { type Comparison, compareReports } from '../check/report/compare-reports';
import { readReport } from './saved-report';
import type { DocumentHost, Service } from './service';

/** Files of two reports. */
const compareInputSchema = v.object({ before: v.string(), after: v.string() });

/** Compares two reports. Rejects with a TensorFileError when one cannot be read. */
export const compare: Service<DocumentHost, v.InferOutput<typeof compareInputSchema>, Comparison> = {
  input: compareInputSchema,
  run: async (host, { before, after }) =>
    compareReports(await readReport(host, before), await readReport(host, after)),
};
