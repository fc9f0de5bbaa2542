import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { diagnoseCode } from '../../../../src/code/rules/diagnose';
import { everyDiagnostic } from '../../../../src/code/rules/diagnostic';
import { parser } from '../parse';

const FOLDER = new URL('../../../fixtures/code/rules/', import.meta.url);
/** Matches the comment in the line of a fault: `# broken: rule, rule`. Hints are named where they are what the file is about. */
const BROKEN = / {2}(?:#|\/\/) broken: ([a-z0-9, -]+)$/;

const names = await readdir(FOLDER);

/** The rules that the comments of a text name, with their lines. */
function expectedIn(text: string): string[] {
  return text.split('\n').flatMap((line, at) => {
    const [, rules] = BROKEN.exec(line) ?? [];
    return (rules ?? '').split(', ').flatMap((rule) => (rule === '' ? [] : [`${rule}:${at + 1}`]));
  });
}

describe('faulty losses and their right neighbours', () => {
  it.each(names)('%s: the rules are broken in the lines that say so, and in no other', async (name) => {
    const marked = await readFile(new URL(name, FOLDER), 'utf8');
    // The rules read comments too.
    const text = marked.replace(new RegExp(BROKEN, 'gm'), '');
    const grammar = name.endsWith('.py') ? 'python' : 'typescript';
    const expected = expectedIn(marked);
    const found = everyDiagnostic(await diagnoseCode(parser, { text, grammar, imports: [] }))
      .map(({ rule, line, severity }) => ({ place: `${rule}:${line}`, severity }))
      .filter(({ place, severity }) => severity !== 'information' || expected.includes(place))
      .map(({ place }) => place);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
