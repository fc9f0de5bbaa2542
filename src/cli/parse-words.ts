import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearestWord } from './nearest-word';
import { UsageError } from './usage-error';

type Options = NonNullable<ParseArgsConfig['options']>;

/** @throws UsageError on an unknown option, on one without its value, and on a value for one that takes none */
export function parseWords<const T extends Options>(words: readonly string[], options: T) {
  const args = joinedNegatives(words);
  const { tokens } = parseArgs({ args, options, allowPositionals: true, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option') {
      assertOption(token, options);
    }
  }
  return parseArgs({ args, options, allowPositionals: true });
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function assertOption({ name, rawName, value, inlineValue }: OptionToken, options: Options): void {
  const option = rawName;
  const definition = Object.hasOwn(options, name) ? options[name] : undefined;
  if (definition === undefined || !rawName.startsWith('--')) {
    const nearest = nearestWord(name, Object.keys(options));
    throw new UsageError((says) =>
      says.unknownOption({ option, nearest: nearest === null ? null : `--${nearest}` }),
    );
  }
  const isValue = value !== undefined && (inlineValue === true || !/^-./.test(value));
  if (definition.type === 'string' && !isValue) {
    throw new UsageError((says) => says.optionNeedsValue({ option }));
  }
  if (definition.type === 'boolean' && value !== undefined) {
    throw new UsageError((says) => says.optionTakesNoValue({ option }));
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
