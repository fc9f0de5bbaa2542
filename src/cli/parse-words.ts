import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** @throws UsageError on an unknown option or one without its value. */
export function parseWords<const T extends Options>(words: readonly string[], options: T) {
  try {
    return parseArgs({ args: joinedNegatives(words), options, allowPositionals: true });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError((says) => says.badOption({ problem }));
  }
}

/** `--ignore-index -100`: parseArgs takes −100 for an option unless it is joined with "=". */
function joinedNegatives(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (/^-\d/.test(word) && before?.startsWith('--') === true && !before.includes('=')) {
      joined[joined.length - 1] = `${before}=${word}`;
    } else {
      joined.push(word);
    }
  }
  return joined;
}
