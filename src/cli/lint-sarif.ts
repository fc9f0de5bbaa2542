import { isAbsolute, normalize, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from '../../package.json';
import type { Severity } from '../code/rules/rule';
import { RULES } from '../code/rules/rules';
import type { LintDocument, Place, PlacedDiagnostic } from '../services/lint-document';
import type { RulePage } from './rule-pages';

const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
};

/**
 * The diagnostics with their fixes as SARIF 2.1.0, which code scanning reads.
 *
 * @param pages those of the rules that are broken: GitHub wants each rule described
 * @param failures why files could not be read
 */
export function lintSarif(
  { files }: LintDocument,
  pages: ReadonlyMap<string, RulePage>,
  failures: readonly string[],
): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'focal-loss',
            version,
            rules: RULES.flatMap(({ id, severity }) => {
              const page = pages.get(id);
              return page ? [descriptorOf(id, severity, page)] : [];
            }),
          },
        },
        invocations: [
          {
            executionSuccessful: failures.length === 0,
            toolExecutionNotifications: failures.map((text) => ({ level: 'error', message: { text } })),
          },
        ],
        columnKind: 'utf16CodeUnits',
        results: files.flatMap(({ file, diagnostics }) =>
          diagnostics.map((diagnostic) => resultOf(diagnostic, file)),
        ),
      },
    ],
  };
}

function descriptorOf(id: string, severity: Severity, { reportedWhen, markdown }: RulePage): object {
  const description = { text: reportedWhen };
  return {
    id,
    shortDescription: description,
    fullDescription: description,
    help: { ...description, markdown },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(diagnostic: PlacedDiagnostic, file: string): object {
  const { rule, severity, message, related, fix, inNotebook } = diagnostic;
  const artifactLocation = { uri: uriOf(file) };
  const locationOf = (place: Place): object => ({
    physicalLocation: { artifactLocation, region: regionOf(place) },
  });
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: message },
    locations: [locationOf(diagnostic)],
    ...(related
      ? { relatedLocations: [{ id: 0, message: { text: related.message }, ...locationOf(related) }] }
      : {}),
    // The edits are those of the code, which a notebook holds as strings of JSON.
    ...(fix && !inNotebook
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

/** A place of the file: in a notebook whole lines, since its strings have other columns than the code. */
function regionOf({ line, column, endLine, endColumn, inNotebook }: Place): object {
  return inNotebook
    ? { startLine: inNotebook.fileLine, endLine: inNotebook.endFileLine }
    : { startLine: line, startColumn: column, endLine, endColumn };
}

/** The address of a file, relative as its path is. Each name is encoded whole: `#`, `?` and `:` mean something in an address. */
function uriOf(file: string): string {
  return isAbsolute(file)
    ? pathToFileURL(file).href
    : normalize(file).split(sep).map(encodeURIComponent).join('/');
}
