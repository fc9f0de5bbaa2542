import type { Diagnostic } from './diagnostic';

/** Matches `# focal-loss: ignore`, `// focal-loss: ignore[alpha-on-negatives, eps-bias]` and comments in `/*`. */
const IGNORE = /(?:#|\/\/|\/\*)\s*focal-loss:\s*ignore(?!-)(?:\[([^\]]*)\])?/;
/** Matches a line with nothing but a comment that ignores rules in the whole file. */
const IGNORE_FILE = /^\s*(?:#|\/\/|\/\*)\s*focal-loss:\s*ignore-file(?:\[([^\]]*)\])?/;
const COMMENT_ALONE = /^\s*(?:#|\/\/|\/\*)/;

/** True if a comment in the line of a diagnostic, alone in the line above, or for the whole file ignores its rule. */
export function isIgnored({ rule, line }: Diagnostic, lines: readonly string[]): boolean {
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
