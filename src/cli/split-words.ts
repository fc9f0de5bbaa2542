/** Words of a command that belong to some options, and the others. */
export interface SplitWords {
  readonly own: readonly string[];
  readonly others: readonly string[];
}

/**
 * Takes options that have a value out of the words, for commands that take the options of a check as well.
 * @param names options without the dashes before them
 */
export function splitWords(words: readonly string[], names: readonly string[]): SplitWords {
  const own: string[] = [];
  const others: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const isOwn = names.some((name) => word === `--${name}` || word.startsWith(`--${name}=`));
    const isApart = isOwn && !word.includes('=');
    (isOwn ? own : others).push(...words.slice(at, at + (isApart ? 2 : 1)));
    at += isApart ? 1 : 0;
  }
  return { own, others };
}
