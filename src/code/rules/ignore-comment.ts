import type { Diagnostic } from './diagnostic';
import type { RuleId } from './rule';

/** Matches `# focal-loss: ignore`, `// focal-loss: ignore[alpha-on-negatives, eps-bias]` and comments in `/*`. */
const IGNORE = /(?:#|\/\/|\/\*)\s*focal-loss:\s*ignore(?!-)(?:\[([^\]]*)\])?/d;
/** Matches a line with nothing but a comment that ignores rules in the whole file. */
const IGNORE_FILE = /^\s*(?:#|\/\/|\/\*)\s*focal-loss:\s*ignore-file(?:\[([^\]]*)\])?/;
const COMMENT_ALONE = /^\s*(?:#|\/\/|\/\*)/;

/** What begins a comment, by the language identifiers of VS Code; JSON has none. */
const MARKS: Readonly<Record<string, string>> = {
  python: '#',
  yaml: '#',
  typescript: '//',
  typescriptreact: '//',
  javascript: '//',
  javascriptreact: '//',
};

/** Text that is inserted at a column of a line, from 0. */
export interface Insertion {
  readonly column: number;
  readonly text: string;
}

/** Returns what makes a line ignore a rule; null where it can hold no comment. */
export function ignoring(rule: RuleId, line: string, language: string): Insertion | null {
  const mark = MARKS[language];
  const [, listEnd] = IGNORE.exec(line)?.indices?.[1] ?? [];
  if (listEnd !== undefined) {
    return { column: listEnd, text: `, ${rule}` };
  }
  const column = line.trimEnd().length;
  // A line that goes on in the next one.
  const goesOn = line.slice(0, column).endsWith('\\');
  return mark === undefined || goesOn ? null : { column, text: `  ${mark} focal-loss: ignore[${rule}]` };
}

/** True if a comment in the line of a diagnostic, alone in the line above, or for the whole file ignores its rule. */
export function isIgnored(
  { rule, line }: Pick<Diagnostic, 'rule' | 'line'>,
  lines: readonly string[],
): boolean {
  const [own = '', above = ''] = [lines[line - 1], lines[line - 2]];
  const ofLine = [own, ...(COMMENT_ALONE.test(above) ? [above] : [])].map((text) => IGNORE.exec(text));
  const ofFile = lines.map((text) => IGNORE_FILE.exec(text));
  return [...ofLine, ...ofFile].some(
    (found) => found && (found[1] === undefined || namesIn(found[1]).includes(rule)),
  );
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim().replace(/^focal-loss\//, ''));
}
