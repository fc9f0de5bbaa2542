import { describe, expect, it } from 'vitest';
import { languageOfEnvironment, languageOfWords } from '../../../src/cli/language';
import { en } from '../../../src/messages/en';
import { zhCn } from '../../../src/messages/zh-cn';

describe('the language of the command line', () => {
  it.each([
    [
      ['check', 'a.npz', '--language', 'zh-cn'],
      ['check', 'a.npz'],
    ],
    [
      ['--language=zh-CN', 'check', 'a.npz'],
      ['check', 'a.npz'],
    ],
  ])('is taken out of %j', (given, words) => {
    expect(languageOfWords(given, 'en')).toEqual({ language: 'zh-cn', words });
  });

  it('is otherwise that of the environment', () => {
    expect(languageOfWords(['check'], 'zh-cn')).toEqual({ language: 'zh-cn', words: ['check'] });
    expect(languageOfEnvironment({ LANG: 'zh_CN.UTF-8' })).toBe('zh-cn');
    expect(languageOfEnvironment({ LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_GB' })).toBe('zh-cn');
    expect(languageOfEnvironment({ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' })).toBe('en');
    expect(languageOfEnvironment({})).toBe('en');
  });

  it.each([[['--language', 'fr']], [['--language']]])('is refused as %j', (words) => {
    expect(() => languageOfWords(words, 'en')).toThrow(/expected en, zh-cn/);
  });

  it('has a usage text with every option in each language', () => {
    const optionsIn = (text: string) => [...text.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    expect(optionsIn(zhCn.commandLine.usage(['.npy']))).toEqual(optionsIn(en.commandLine.usage(['.npy'])));
  });
});
