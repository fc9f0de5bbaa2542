/** Pattern of the characters that a terminal draws in two columns: the wide and full-width ones of Unicode's Annex 11. */
export const WIDE = String.raw`[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]`;

const EVERY_WIDE = new RegExp(WIDE, 'g');

/** The columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  return text.length + (text.match(EVERY_WIDE)?.length ?? 0);
}

/** A text filled up with spaces to a number of columns, at its end unless it is a number. */
export function paddedText(text: string, columns: number, isNumber: boolean): string {
  const padding = ' '.repeat(Math.max(0, columns - textWidth(text)));
  return isNumber ? padding + text : text + padding;
}

/** The longest beginning of a text that fits into the columns of a terminal. */
export function clippedText(text: string, columns: number): string {
  let end = 0;
  let width = 0;
  for (const character of text) {
    width += textWidth(character);
    if (width > columns) {
      break;
    }
    end += character.length;
  }
  return text.slice(0, end);
}
