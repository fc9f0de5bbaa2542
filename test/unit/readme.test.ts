import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contributes, version } from '../../package.json';
import texts from '../../package.nls.json';

const readme = readFileSync('README.md', 'utf8');
const words = new Map(Object.entries(texts));

/** A command's name in the palette. */
function nameOf({ title, category }: { title: string; category?: string }): string {
  return [category, title].flatMap((key) => words.get(key?.slice(1, -1) ?? '') ?? []).join(': ');
}

describe('README', () => {
  it('names the version that is packed', () => {
    expect(readme).toContain(`Version ${version} ·`);
  });

  it('names commands as the palette does', () => {
    const named = [...readme.matchAll(/\*\*(Focal Loss: [^*]+)\*\*/g)].map(([, command]) => command);
    expect(named.length).toBeGreaterThan(3);
    expect(contributes.commands.map(nameOf)).toEqual(expect.arrayContaining(named));
  });
});
