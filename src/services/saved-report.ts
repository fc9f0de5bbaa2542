import * as v from 'valibot';
import type { Report } from '../check/report/report';
import { savedReportSchema } from '../check/report/saved-report';
import { errorText } from '../format/error-text';
import { TensorFileError } from '../tensor/tensor-file';
import type { DocumentHost } from './service';

/** A report says what it is at its beginning. */
const BEGINNING = /^\s*\{\s*"schema"\s*:\s*"focal-loss-report"/;
/** Bytes of a file that show whether it is a saved report. */
export const BEGINNING_BYTES = 200;

/** @param beginning the first bytes of a file, as UTF-8 */
export function beginsAsReport(beginning: string): boolean {
  return BEGINNING.test(beginning);
}

/**
 * Reads a report written by `focal-loss check --json`.
 * @throws TensorFileError when the file cannot be read or holds no valid report
 */
export async function readReport(host: DocumentHost, file: string): Promise<Report> {
  const text = await host.readText(file).catch((error: unknown) => {
    throw new TensorFileError(file, { id: 'cannot-be-read', facts: { reason: errorText(error) } });
  });
  return parseReport(file, text);
}

/** @throws TensorFileError when the text of the file is no valid report */
export function parseReport(file: string, text: string): Report {
  const parsed = v.safeParse(savedReportSchema, parseJson(file, text));
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  throw new TensorFileError(file, {
    id: 'no-report',
    facts: { place: v.getDotPath(issue), reason: issue.message },
  });
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TensorFileError(file, { id: 'no-json', facts: { reason: errorText(error) } });
  }
}
