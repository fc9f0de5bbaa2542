import * as v from 'valibot';
import type { Report } from '../check/report/report';
import { savedReportSchema } from '../check/report/saved-report';
import { en } from '../messages/en';
import type { Messages } from '../messages/messages';
import type { DocumentHost } from './service';

/** A file does not hold a valid report. */
export class SavedReportError extends Error {
  override readonly name = 'SavedReportError';

  /** @param problem what is wrong, in the language of the sentences that it is given */
  constructor(readonly problem: (says: Messages['report']['saved']) => string) {
    super(problem(en.report.saved));
  }
}

/**
 * Reads a report written by `focal-loss check --json`.
 * @throws SavedReportError when the file holds no valid report
 */
export async function readReport(host: DocumentHost, file: string): Promise<Report> {
  const text = await host.readText(file).catch((error: unknown) => {
    throw new SavedReportError((says) => says.unreadable({ file, reason: messageOf(error) }));
  });
  const parsed = v.safeParse(savedReportSchema, parseJson(file, text));
  if (parsed.success) {
    return parsed.output;
  }
  const [issue] = parsed.issues;
  const place = v.getDotPath(issue);
  throw new SavedReportError((says) => says.notReport({ file, place, problem: issue.message }));
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SavedReportError((says) => says.notJson({ file, reason: messageOf(error) }));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
