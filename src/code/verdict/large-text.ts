import type { Verdict } from './document';
import { silentVerdict } from './judge';

/** Characters of the largest text that is parsed and run: no person writes more. */
const LARGEST_TEXT = 500_000;
/** As many losses as a reader looks at. */
const MOST_LOSSES = 100;

const DEFINITION =
  /^[ \t]*(?:export[ \t]+(?:default[ \t]+)?)?(class|def|function|const)[ \t]+(\w*focal\w*)/gim;

export function isTooLarge(text: string): boolean {
  return text.length > LARGEST_TEXT;
}

/** The verdicts on a text that is too large to be parsed: one for each name of a focal loss, which says so. */
export function namedInLargeText(text: string): Verdict[] {
  let line = 1;
  let counted = 0;
  return [...text.matchAll(DEFINITION)].slice(0, MOST_LOSSES).map((match) => {
    const [written, keyword, name = ''] = match;
    for (
      let at = text.indexOf('\n', counted);
      at !== -1 && at < match.index;
      at = text.indexOf('\n', counted)
    ) {
      line++;
      counted = at + 1;
    }
    const range = { start: match.index, end: match.index + written.length };
    const place = {
      kind: 'definition',
      name,
      line,
      range,
      form: keyword === 'class' ? 'class' : 'function',
    } as const;
    return silentVerdict(place, { reason: { kind: 'fileSize' }, line: null });
  });
}
