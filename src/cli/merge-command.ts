import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { mergeReports } from '../check/merge-reports';
import { type Report, reportSchema } from '../check/report';
import { type Outcome, outcomeOf } from './output';
import { parseWords } from './parse-words';
import { UsageError } from './usage-error';

/** `focal-loss merge`: one report from those of shards. */
export async function runMerge(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseWords(words, {
    json: { type: 'boolean', default: false },
    html: { type: 'string' },
    markdown: { type: 'string' },
  });
  if (positionals.length === 0) throw new UsageError('merge needs reports: focal-loss merge REPORT…');
  const reports: Report[] = [];
  for (const path of positionals) reports.push(await readReport(path));
  return outcomeOf(mergeReports(reports), {
    json: values.json,
    ...(values.html === undefined ? {} : { html: values.html }),
    ...(values.markdown === undefined ? {} : { markdown: values.markdown }),
  });
}

async function readReport(path: string): Promise<Report> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(
      `${path} cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  });
  const parsed = v.safeParse(reportSchema, parseJson(path, text));
  if (parsed.success) return parsed.output;
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
