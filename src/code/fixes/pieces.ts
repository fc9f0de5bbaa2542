import { applyEdits, type Edits, offsetAfter } from './text-edit';

/** A piece of the text, such as a cell of a notebook, and the text that stands there in the file. */
export interface Piece {
  readonly start: number;
  /** As long as in the text, in which other characters may stand. */
  readonly own: string;
}

/**
 * Applies the edits of each round to the pieces of a text.
 *
 * @returns the text of each piece; null if an edit leaves its piece
 */
export function applyToPieces(pieces: readonly Piece[], rounds: readonly Edits[]): string[] | null {
  let now = [...pieces];
  for (const edits of rounds) {
    const isWithin = ({ start, own }: Piece): Edits =>
      edits.filter((edit) => start <= edit.start && edit.end <= start + own.length);
    if (!edits.every((edit) => now.some((piece) => isWithin(piece).includes(edit)))) {
      return null;
    }
    now = now.map((piece) => {
      const { start, own } = piece;
      const moved = isWithin(piece).map((edit) => ({
        ...edit,
        start: edit.start - start,
        end: edit.end - start,
      }));
      const before = edits.filter(({ end }) => end < start);
      return { start: offsetAfter(start, before), own: applyEdits(own, moved) };
    });
  }
  return now.map(({ own }) => own);
}
