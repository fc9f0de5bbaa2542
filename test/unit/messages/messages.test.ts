import { describe, expect, it } from 'vitest';
import { plural } from '../../../src/format/plural';
import { languageOf, messagesIn } from '../../../src/messages/messages';
import { said } from '../../../src/messages/sentence';

describe('the language of a tag', () => {
  it.each(['zh-cn', 'zh-CN', 'zh', 'zh-Hans', 'zh-Hans-CN', 'zh_CN.UTF-8', 'zh_SG@pinyin'])(
    '%s is Simplified Chinese',
    async (tag) => {
      expect((await messagesIn(languageOf(tag))).tag).toBe('zh-CN');
    },
  );

  it.each([
    undefined,
    '',
    'C',
    'POSIX',
    'C.UTF-8',
    'en',
    'en_GB.UTF-8',
    'de-DE',
    'zh-tw',
    'zh_TW.UTF-8',
    'zh-Hant',
  ])('%s is English', async (tag) => {
    expect((await messagesIn(languageOf(tag))).tag).toBe('en');
  });
});

describe('the plural of a word', () => {
  const forms = { one: 'class', other: 'classes' };

  it('follows the rules of English', () => {
    expect([0, 1, 2, 0.5].map((count) => plural('en', count, forms))).toEqual([
      'classes',
      'class',
      'classes',
      'classes',
    ]);
  });

  it('has one form in Chinese', () => {
    expect(plural('zh-CN', 1, { other: '个类别' })).toBe('个类别');
  });
});

describe('a sentence', () => {
  it('is a text or a function of facts', () => {
    expect(said('No array', {})).toBe('No array');
    expect(said(({ arrays }: { arrays: number }) => `${arrays} arrays`, { arrays: 3 })).toBe('3 arrays');
  });
});
