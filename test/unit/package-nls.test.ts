import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'));

/** Names of the texts in package.json that a person reads in VS Code. */
const READ = new Set([
  'displayName',
  'description',
  'title',
  'category',
  'shortTitle',
  'markdownDescription',
  'altText',
  'markdownEnumDescriptions',
]);

/** Every text under a name that is read, with its place. */
function textsRead(value: unknown, place = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, inner]): [string, string][] => {
    const texts = READ.has(name) ? [inner].flat().filter((text) => typeof text === 'string') : [];
    return texts.length > 0
      ? texts.map((text) => [`${place}.${name}`, text])
      : textsRead(inner, `${place}.${name}`);
  });
}

const english = read('package.nls.json') as Record<string, string>;
const chinese = read('package.nls.zh-cn.json') as Record<string, string>;

describe('texts of package.json', () => {
  const texts = textsRead(read('package.json'));

  it('are all in package.nls.json, and no more', () => {
    const keys = texts.map(([place, text]) => {
      expect(text, place).toMatch(/^%[^%]+%$/);
      return text.slice(1, -1);
    });
    expect(new Set(Object.keys(english))).toEqual(new Set(keys));
  });

  it('are in Chinese under the same keys', () => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
  });

  it('keep their code in Chinese', () => {
    const codeOf = (text: string) => text.match(/`[^`]*`/g)?.toSorted();
    for (const [key, text] of Object.entries(english)) {
      expect(codeOf(chinese[key] ?? ''), key).toEqual(codeOf(text));
    }
  });
});
