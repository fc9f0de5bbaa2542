import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reportHtml } from '../check/render/html';
import { reportMarkdown } from '../check/render/markdown';
import { COLOURED, fitted, PLAIN, reportText, type Style } from '../check/render/text';
import type { Report } from '../check/report/report';
import { errorText } from '../format/error-text';
import type { Messages } from '../messages/messages';
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
        throw notWritten(path, error);
      });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Writes the output files. The exit code is 1 when a finding is an error. */
export async function outcomeOf(
  report: Report,
  { json, html, markdown }: OutputOptions,
  messages: Messages,
): Promise<Outcome> {
  if (html !== undefined) {
    await write(html, reportHtml(report, messages));
  }
  if (markdown !== undefined) {
    await write(markdown, reportMarkdown(report, messages));
  }
  return {
    output: json ? `${JSON.stringify(report, null, 2)}\n` : reportText(report, messages, outputStyle()),
    exitCode: report.findings.some(({ severity }) => severity === 'error') ? 1 : 0,
  };
}

/** Fewest columns that lines are fitted to: in less, no table can be read. */
const LEAST_COLUMNS = 40;

/**
 * Returns the style of standard output: coloured in a terminal unless NO_COLOR is set (no-color.org), and as wide as the
 * terminal or COLUMNS says. In a file or a pipe a line may have any length.
 */
export function outputStyle(): Style {
  const { isTTY, columns = Number(process.env.COLUMNS || Infinity) } = process.stdout;
  const isColoured = isTTY === true && (process.env.NO_COLOR ?? '') === '';
  return {
    ...(isColoured ? COLOURED : PLAIN),
    columns: columns > 0 ? Math.max(LEAST_COLUMNS, columns) : Infinity,
  };
}

/** A document as JSON, or as text that fits into the terminal. */
export function jsonOrText(json: boolean, document: object, text: (style: Style) => string): string {
  const style = outputStyle();
  return json ? `${JSON.stringify(document, null, 2)}\n` : fitted(text(style), style);
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    throw notWritten(path, error);
  });
}

function notWritten(file: string, error: unknown): UsageError {
  const reason = errorText(error);
  return new UsageError((says) => says.cannotBeWritten({ file, reason }));
}
