import { version } from '../../package.json';
import type { Severity } from '../code/rules/rule';
import type { LintDocument } from '../services/lint-document';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** The diagnostics as SARIF 2.1.0, which code scanning reads. */
export function lintSarif({ files }: LintDocument): object {
  const rules = [...new Set(files.flatMap(({ diagnostics }) => diagnostics.map(({ rule }) => rule)))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'focal-loss', version, rules: rules.map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, diagnostics }) =>
          diagnostics.map(({ rule, severity, message, line, column, endLine, endColumn }) => ({
            ruleId: rule,
            level: LEVELS[severity],
            message: { text: message },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: file.split('\\').map(encodeURI).join('/') },
                  region: { startLine: line, startColumn: column, endLine, endColumn },
                },
              },
            ],
          })),
        ),
      },
    ],
  };
}
