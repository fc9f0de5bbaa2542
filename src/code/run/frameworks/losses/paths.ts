/**
 * The dotted paths of definitions that modules of a library export, each with its name in our text.
 *
 * @param names ours by theirs, or those that are alike
 */
export function pathsOf(
  modules: readonly string[],
  names: Readonly<Record<string, string>> | readonly string[],
): Record<string, string> {
  const pairs = Array.isArray(names)
    ? names.map((name: string) => [name, name] as const)
    : Object.entries(names as Readonly<Record<string, string>>);
  return Object.fromEntries(
    modules.flatMap((module) => pairs.map(([theirs, ours]) => [`${module}.${theirs}`, ours])),
  );
}
