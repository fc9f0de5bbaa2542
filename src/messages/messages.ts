import { en, type Messages } from './en';
import { zhCn } from './zh-cn';

export type { Messages } from './en';

/** The languages with sentences, by VS Code's names. */
export type Language = 'en' | 'zh-cn';

const MESSAGES: Readonly<Record<Language, Messages>> = { en, 'zh-cn': zhCn };

/** All sentences in a language. */
export function messagesIn(language: Language): Messages {
  return MESSAGES[language];
}

/** Matches Chinese without a region, or with a region that writes simplified characters. */
const SIMPLIFIED_CHINESE = /^zh(?:-hans)?(?:-(?:cn|sg|my))?$/;

/**
 * The nearest language to the requested one; English if there is none.
 * @param tag BCP 47 (zh-Hans-CN), a display language of VS Code (zh-cn) or a POSIX locale (zh_CN.UTF-8)
 */
export function languageOf(tag: string | undefined): Language {
  const [locale = ''] = (tag ?? '').toLowerCase().replaceAll('_', '-').split(/[.@]/);
  return SIMPLIFIED_CHINESE.test(locale) ? 'zh-cn' : 'en';
}
