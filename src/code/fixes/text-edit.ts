/** A piece of a text and what stands in its place afterwards. Offsets are in UTF-16 code units of the text before. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Several edits of one text, which do not overlap. */
export type Edits = readonly TextEdit[];

/**
 * Applies edits to a text.
 *
 * @throws RangeError if two edits overlap, or one ends outside of the text
 */
export function applyEdits(text: string, edits: Edits): string {
  const pieces: string[] = [];
  let kept = 0;
  for (const edit of inOrder(edits)) {
    if (edit.start < kept || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit at ${edit.start} to ${edit.end} does not fit a text of ${text.length}.`);
    }
    pieces.push(text.slice(kept, edit.start), edit.text);
    kept = edit.end;
  }
  return [...pieces, text.slice(kept)].join('');
}

/** The edits in order, with lines that end as those of the text do. */
export function withLineEnds(edits: Edits, text: string): Edits {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  return inOrder(edits).map((edit) => ({ ...edit, text: edit.text.replaceAll(/\r?\n/g, end) }));
}

/** True if an edit of one list touches a character that an edit of the other one touches, or both insert at one place. */
export function overlap(one: Edits, other: Edits): boolean {
  return one.some((first) =>
    other.some(
      (second) =>
        (first.start < second.end && second.start < first.end) ||
        first.start === second.start ||
        first.end === second.end,
    ),
  );
}

/** The offset after the edits; text that an edit inserts there stands before it. */
export function offsetAfter(offset: number, edits: Edits): number {
  return edits
    .filter(({ end }) => end <= offset)
    .reduce((moved, { start, end, text }) => moved + text.length - (end - start), offset);
}

function inOrder(edits: Edits): TextEdit[] {
  return edits.toSorted((one, other) => one.start - other.start || one.end - other.end);
}
