import { version } from '../../package.json';
import type { Severity } from '../code/rules/rule';
import type { LintDocument, Place, PlacedDiagnostic } from '../services/lint-document';
import { extensionOf } from '../tensor/file-names';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/** The diagnostics with their fixes as SARIF 2.1.0, which code scanning reads. */
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
          diagnostics.map((diagnostic) => resultOf(diagnostic, file)),
        ),
      },
    ],
  };
}

function resultOf(diagnostic: PlacedDiagnostic, file: string): object {
  const { rule, severity, message, related, fix } = diagnostic;
  const artifactLocation = { uri: file.split('\\').map(encodeURI).join('/') };
  const locationOf = (place: Place): object => ({
    physicalLocation: { artifactLocation, region: regionOf(place) },
  });
  // The places in a notebook are those of its code, not of its file, in which nothing can be replaced there.
  const isWhole = extensionOf(file) !== '.ipynb';
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: message },
    locations: [locationOf(diagnostic)],
    ...(related
      ? { relatedLocations: [{ id: 0, message: { text: related.message }, ...locationOf(related) }] }
      : {}),
    ...(fix && isWhole
      ? {
          fixes: [
            {
              description: { text: fix.title },
              artifactChanges: [
                {
                  artifactLocation,
                  replacements: fix.edits.map((edit) => ({
                    deletedRegion: regionOf(edit),
                    insertedContent: { text: edit.text },
                  })),
                },
              ],
            },
          ],
        }
      : {}),
  };
}

function regionOf({ line, column, endLine, endColumn }: Place): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}
