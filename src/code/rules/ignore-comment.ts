import type { Diagnostic } from './diagnostic';

/** Matches `# focal-loss: ignore` and `// focal-loss: ignore[alpha-on-negatives, eps-bias]`. */
const IGNORE = /(?:#|\/\/)\s*focal-loss:\s*ignore(?:\[([^\]]*)\])?/;

/** True if a comment in the line of a diagnostic, or alone in the line above, ignores its rule. */
export function isIgnored({ rule, line }: Diagnostic, lines: readonly string[]): boolean {
  const above = lines[line - 2] ?? '';
  const comments = [lines[line - 1] ?? '', ...(/^\s*(?:#|\/\/)/.test(above) ? [above] : [])];
  return comments.some((comment) => {
    const [text, rules] = IGNORE.exec(comment) ?? [];
    return text !== undefined && (rules === undefined || namesIn(rules).includes(rule));
  });
}

function namesIn(list: string): string[] {
  return list.split(',').map((name) => name.trim().replace(/^focal-loss\//, ''));
}
