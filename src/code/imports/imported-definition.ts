import type { AnsweredImport } from './follow-imports';

/** Where a file that was read for an import defines a name. */
export interface DefinitionPlace {
  /** From the folder of the workspace, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/**
 * The place that defines a function or class among the files that were read for the imports of a text.
 *
 * @returns undefined where no file defines the name, and where several do
 */
export function importedDefinition(
  name: string,
  imports: readonly Pick<AnsweredImport, 'file'>[],
): DefinitionPlace | undefined {
  if (!/^[\p{L}\p{N}_$]+$/u.test(name)) {
    return undefined;
  }
  const word = name.replaceAll('$', '\\$');
  const declared = new RegExp(
    String.raw`^(?:(?:async\s+)?def|(?:export\s+)?(?:default\s+)?(?:abstract\s+)?(?:class|(?:async\s+)?function|const))\s+${word}(?![\p{L}\p{N}_$])`,
    'mu',
  );
  const texts = new Map(imports.flatMap(({ file }) => (file ? [[file.path, file.text] as const] : [])));
  const places = [...texts].flatMap(([path, text]): DefinitionPlace[] => {
    const at = text.search(declared);
    return at < 0 ? [] : [{ path, line: text.slice(0, at).split('\n').length }];
  });
  const [only, other] = places;
  return other ? undefined : only;
}
