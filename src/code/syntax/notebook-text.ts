/** The code cells of a notebook as one text. Each cell keeps its length. */
export interface NotebookText {
  readonly text: string;
  /** The offset at which each cell starts. */
  readonly starts: readonly number[];
}

/** Cell magics that time or record Python. A cell under any other `%%magic` is another language. */
const MAGICS_OVER_PYTHON = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'wandb']);

/**
 * Joins cells in their order, since later cells use the imports and definitions of earlier ones. Text that only IPython
 * understands (`%matplotlib inline`, `!pip install …`, `%%bash`) becomes a comment or blank.
 */
export function joinCells(cells: readonly string[], isPython: boolean): NotebookText {
  const starts: number[] = [];
  let text = '';
  for (const cell of cells) {
    starts.push(text.length);
    text += `${isPython ? withoutMagics(cell) : cell}\n`;
  }
  return { text, starts };
}

function withoutMagics(cell: string): string {
  const magic = /^\s*%%(\w+)/.exec(cell)?.[1];
  if (magic !== undefined && !MAGICS_OVER_PYTHON.has(magic)) {
    return cell.replace(/[^\n]/gu, blank);
  }
  // A line that goes on with `% values` or `!= other` is Python.
  return cell.replace(/^([ \t]*)(?:%(?=%?[A-Za-z])|!(?!=)|\?(?=\??\w))/gm, '$1#');
}

/** Spaces in place of a character, with the same number of code units. */
function blank(character: string): string {
  return ' '.repeat(character.length);
}
