import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reportHtml } from '../check/render/html';
import { reportMarkdown } from '../check/render/markdown';
import { COLOURED, PLAIN, reportText } from '../check/render/text';
import type { Report } from '../check/report/report';
import { UsageError } from './usage-error';

/** Result of a command: text for standard output, messages for standard error, and the exit code. */
export interface Outcome {
  readonly output: string;
  readonly errors?: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

/** Outputs of a report besides standard output. */
export interface OutputOptions {
  readonly json: boolean;
  readonly html?: string;
  readonly markdown?: string;
}

/**
 * Checks before a long check that its outputs can be written, so that the report is not lost.
 * @throws UsageError when an output file cannot be written
 */
export async function assertWritable({ html, markdown }: OutputOptions): Promise<void> {
  for (const path of [html, markdown]) {
    if (path === undefined) {
      continue;
    }
    await access(path, constants.W_OK)
      .catch((error: unknown) =>
        isMissing(error) ? access(dirname(path), constants.W_OK) : Promise.reject(error),
      )
      .catch((error: unknown) => {
        throw new UsageError(
          `${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`,
        );
      });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Writes the output files. The exit code is 1 when a finding is an error. */
export async function outcomeOf(report: Report, { json, html, markdown }: OutputOptions): Promise<Outcome> {
  if (html !== undefined) {
    await write(html, reportHtml(report));
  }
  if (markdown !== undefined) {
    await write(markdown, reportMarkdown(report));
  }
  return {
    output: json
      ? `${JSON.stringify(report, null, 2)}\n`
      : reportText(report, showsColours() ? COLOURED : PLAIN),
    exitCode: report.findings.some(({ severity }) => severity === 'error') ? 1 : 0,
  };
}

/** True in a terminal, unless NO_COLOR is set (no-color.org). */
export function showsColours(): boolean {
  return process.stdout.isTTY === true && (process.env.NO_COLOR ?? '') === '';
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw new UsageError(
      `${path} cannot be written (${error instanceof Error ? error.message : String(error)}).`,
    );
  });
}
