import * as v from 'valibot';
import { mergeReports } from '../check/report/merge-reports';
import type { Report } from '../check/report/report';
import { assertDifferentShards } from '../check/report/same-shards';
import { readReport } from './saved-report';
import type { DocumentHost, Service } from './service';

/** Files of the reports of shards. */
const mergeInputSchema = v.object({ reports: v.array(v.string()) });

/**
 * Merges the reports of shards into one.
 * Rejects with a TensorFileError when one cannot be read, and with a ProblemError when they are not shards of one check, or one is
 * there twice.
 */
export const merge: Service<DocumentHost, v.InferOutput<typeof mergeInputSchema>, Report> = {
  input: mergeInputSchema,
  async run(host, { reports: files }) {
    const reports: Report[] = [];
    for (const file of files) {
      reports.push(await readReport(host, file));
    }
    assertDifferentShards(reports);
    return mergeReports(reports);
  },
};
