import * as v from 'valibot';
import type { Report } from '../check/report/report';
import { savedReportSchema } from '../check/report/saved-report';
import type { DocumentHost } from './service';

/** A file does not hold a valid report. */
export class SavedReportError extends Error {
  override readonly name = 'SavedReportError';

  constructor(
    readonly file: string,
    readonly problem: string,
  ) {
    super(`${file} ${problem}.`);
  }
}

/**
 * Reads a report written by `focal-loss check --json`.
 * @throws SavedReportError when the file holds no valid report
 */
export async function readReport(host: DocumentHost, file: string): Promise<Report> {
  const text = await host.readText(file).catch((error: unknown) => {
    throw new SavedReportError(file, `cannot be read (${messageOf(error)})`);
  });
  const parsed = v.safeParse(savedReportSchema, parseJson(file, text));
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw new SavedReportError(
    file,
    `is no report of focal-loss check --json: ${place === null ? '' : `${place}: `}${issue.message}`,
  );
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SavedReportError(file, `is not JSON (${messageOf(error)})`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
