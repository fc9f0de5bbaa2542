import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import type { Report } from '../check/report/report';
import { savedReportSchema } from '../check/report/saved-report';
import { UsageError } from './usage-error';

/**
 * A report that `focal-loss check --json` wrote.
 * @throws UsageError when there is none
 */
export async function readReport(path: string): Promise<Report> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  });
  const parsed = v.safeParse(savedReportSchema, parseJson(path, text));
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw new UsageError(
    `${path} is no report of focal-loss check --json: ${place === null ? '' : `${place}: `}${issue.message}.`,
  );
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}
