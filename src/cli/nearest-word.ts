/** Most single-letter edits between a mistyped word and the one that is meant. */
const MOST_EDITS = 2;

/** The known word that is nearest to a mistyped one; null if none is near. */
export function nearestWord(typed: string, known: readonly string[]): string | null {
  const [nearest] = known
    .map((word) => ({ word, edits: editsBetween(typed, word) }))
    .filter(({ word, edits }) => edits <= MOST_EDITS && edits < word.length / 2)
    .sort((one, other) => one.edits - other.edits);
  return nearest?.word ?? null;
}

/** The Levenshtein distance: the fewest letters to insert, delete or replace. */
function editsBetween(one: string, other: string): number {
  let above = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, otherLetter] of [...other].entries()) {
      const replaced = (above[column] ?? 0) + (letter === otherLetter ? 0 : 1);
      line.push(Math.min(replaced, (above[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1));
    }
    above = line;
  }
  return above[other.length] ?? 0;
}
