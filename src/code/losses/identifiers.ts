/** A word of a text and the offset at which it starts. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

const WORD_CHARACTER = /[\p{L}\p{N}_$]/u;

/** The words that contain a match of the (global) pattern, in order, each once. */
export function wordsContaining(text: string, pattern: RegExp): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index < end) {
      continue;
    }
    let start = match.index;
    while (start > 0 && WORD_CHARACTER.test(text.charAt(start - 1))) {
      start--;
    }
    end = match.index + match[0].length;
    while (end < text.length && WORD_CHARACTER.test(text.charAt(end))) {
      end++;
    }
    words.push({ text: text.slice(start, end), start });
  }
  return words;
}

/** Every place at which one of the names occurs as a whole word. */
export function occurrencesOf(text: string, names: Iterable<string>): Word[] {
  const sought = new Set(names);
  if (sought.size === 0) {
    return [];
  }
  const pattern = [...sought].map((name) => name.replaceAll('$', '\\$')).join('|');
  return wordsContaining(text, new RegExp(pattern, 'gu')).filter((word) => sought.has(word.text));
}
