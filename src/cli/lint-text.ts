import type { Style } from '../check/render/text';
import { isNotebook } from '../code/syntax/code-file';
import type { Messages } from '../messages/messages';
import type { LintDocument, PlacedDiagnostic } from '../services/lint-document';

/** The diagnostics of files with the lines of code that they are about, and a summary. */
export function lintText(
  { files, summary }: LintDocument,
  codeOf: (file: string) => string,
  { lint }: Messages,
  style: Style,
): string {
  const blocks = files.flatMap(({ file, diagnostics, fixed }) => {
    const lines = codeOf(file).split('\n');
    const mended = fixed.map(
      ({ line, rule, title }) =>
        `${style.heading(isNotebook(file) ? file : `${file}:${line}`)} ${lint.fixed} ${rule}: ${title}\n`,
    );
    return [...mended, ...diagnostics.map((diagnostic) => blockOf(file, diagnostic, lines, lint, style))];
  });
  return [...blocks, `${lint.summary(summary)}\n`].join('\n');
}

function blockOf(
  file: string,
  { line, column, endLine, endColumn, inNotebook, rule, severity, message }: PlacedDiagnostic,
  lines: readonly string[],
  { severities, cell }: Messages['lint'],
  style: Style,
): string {
  const code = lines[line - 1] ?? '';
  const last = endLine === line ? endColumn : code.length + 1;
  const number = String(inNotebook?.line ?? line);
  const place = [file, ...(inNotebook ? [cell(inNotebook.cell)] : []), number, column].join(':');
  const margin = ' '.repeat(number.length);
  // Tabs stay tabs, so that the marks stand below what they mark.
  const indent = code.slice(0, column - 1).replace(/[^\t]/g, ' ');
  return [
    `${style.heading(place)} ${style.severity(severity, `${severities[severity]} ${rule}`)}: ${message}`,
    ` ${number} | ${code}`,
    ` ${margin} | ${indent}${style.severity(severity, '^'.repeat(Math.max(1, last - column)))}`,
    '',
  ].join('\n');
}
