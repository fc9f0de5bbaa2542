import { en, type Messages } from './en';

export type { Messages } from './en';

/** The languages with sentences, by VS Code's names. */
export type Language = 'en' | 'zh-cn';

/** All sentences in a language. Those that are not English are loaded when they are asked for. */
export async function messagesIn(language: Language): Promise<Messages> {
  return language === 'en' ? en : (await import('./zh-cn')).zhCn;
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
