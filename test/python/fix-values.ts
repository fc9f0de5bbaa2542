// Mends losses for run_fixes.py: node fix-values.js REQUEST.json GRAMMARS, prints JSON
import { readFileSync } from 'node:fs';
import { findReplacements } from '../../src/code/fixes/find-replacements';
import { fixAll } from '../../src/code/fixes/fix-all';
import { applyEdits } from '../../src/code/fixes/text-edit';
import type { Diagnostic } from '../../src/code/rules/diagnostic';
import { CodeParser } from '../../src/code/syntax/parser';

interface Case {
  readonly source: string;
  /** The rule whose faults are mended; null for all. */
  readonly rule: string | null;
}

const [path, grammars] = process.argv.slice(2);
if (path === undefined || grammars === undefined) {
  throw new Error('Usage: node fix-values.js REQUEST.json GRAMMARS');
}
const cases: readonly Case[] = JSON.parse(readFileSync(path, 'utf8'));
const parser = new CodeParser(async (file) => new Uint8Array(readFileSync(`${grammars}/${file}`)));
const answers: object[] = [];
for (const { source, rule } of cases) {
  const code = { text: source, grammar: 'python', imports: [] } as const;
  const isWanted = (found: Diagnostic): boolean => rule === null || found.rule === rule;
  const { text, fixes } = await fixAll(parser, code, isWanted);
  const [replacement] = await findReplacements(parser, code, isWanted);
  answers.push({
    mended: fixes.length > 0 ? text : null,
    replaced: replacement ? applyEdits(source, replacement.edits) : null,
  });
}
process.stdout.write(JSON.stringify(answers));
