import { textWidth, WIDE } from './text-width';

/** Punctuation that must not begin a line of Chinese text. */
const CLOSING = '\u3001\u3002\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u201d';

/** An escape sequence of colours, white space, a wide character with the punctuation behind it, or a word. */
const PARTS = new RegExp(
  String.raw`\u001b\[[\d;]*m|\s+|${WIDE}[${CLOSING}]*|(?:(?!${WIDE})[^\s\u001b])+[${CLOSING}]*`,
  'g',
);

/**
 * Breaks a line of text so that it fits into the columns of a terminal: at spaces, between Chinese characters, and within a
 * word that is longer than a line. Escape sequences of colours take no columns.
 * @param hanging spaces before all lines but the first; default: as many as the text begins with
 */
export function wrappedText(
  text: string,
  columns: number,
  hanging = text.length - text.trimStart().length,
): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  let space = '';
  const breakLine = () => {
    lines.push(line);
    line = ' '.repeat(hanging);
    width = hanging;
    space = '';
  };
  for (const [part] of text.matchAll(PARTS)) {
    if (part.startsWith('\u001b')) {
      line += space + part;
      width += space.length;
      space = '';
    } else if (part.trim() === '') {
      space = part;
    } else {
      if (width + space.length + textWidth(part) > columns && width > hanging) {
        breakLine();
      }
      line += space;
      width += space.length;
      space = '';
      for (const character of part) {
        if (width + textWidth(character) > columns && width > hanging) {
          breakLine();
        }
        line += character;
        width += textWidth(character);
      }
    }
  }
  return [...lines, line];
}
