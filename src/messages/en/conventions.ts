import type { Note } from '../note';

/** The notes of a convention stand in its row, in src/code/conventions/. */
export const conventions = { note: ({ en }: Note) => en };
