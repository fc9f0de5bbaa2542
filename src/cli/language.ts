import { type Language, languageOf } from '../messages/messages';
import { UsageError } from './usage-error';

const LANGUAGES = ['en', 'zh-cn'] as const satisfies readonly Language[];

/** Words of a command, without those that ask for a language. */
export interface WordsInLanguage {
  readonly language: Language;
  readonly words: readonly string[];
}

/** The language of the environment, by the order of POSIX. */
export function languageOfEnvironment({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return languageOf([LC_ALL, LC_MESSAGES, LANG].find((locale) => locale !== undefined && locale !== ''));
}

/**
 * Takes `--language LANGUAGE` out of the words of any command.
 * @param otherwise the language where they ask for none
 * @throws UsageError for a language without sentences
 */
export function languageOfWords(words: readonly string[], otherwise: Language): WordsInLanguage {
  const option = '--language';
  const at = words.findIndex((word) => word === option || word.startsWith(`${option}=`));
  if (at < 0) {
    return { language: otherwise, words };
  }
  const joined = words[at] !== option;
  const text = joined ? (words[at]?.slice(option.length + 1) ?? '') : (words[at + 1] ?? '');
  const language = LANGUAGES.find((one) => one === text.toLowerCase());
  if (language === undefined) {
    throw new UsageError((says) => says.expectedOneOf({ option: 'language', text, allowed: LANGUAGES }));
  }
  return { language, words: words.toSpliced(at, joined ? 1 : 2) };
}
