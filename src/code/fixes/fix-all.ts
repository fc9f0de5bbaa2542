import type { Diagnostic } from '../rules/diagnostic';
import type { CodeParser } from '../syntax/parser';
import { areAllGone } from './agreement';
import { type ExaminedCode, examineCode } from './examined-code';
import { type Fix, fixesOf } from './find-fixes';
import { applyEdits, type Edits, overlap } from './text-edit';
import type { TextToMend } from './text-to-mend';

/** Most rounds in which fixes are looked for again, since one may uncover another fault. */
const MOST_ROUNDS = 12;

/** A text in which all faults are mended that can be; plain JSON. */
export interface MendedText {
  readonly text: string;
  /** The edits of each round, by the offsets of the text before it. */
  readonly rounds: readonly Edits[];
  readonly fixes: readonly Fix[];
}

/**
 * Mends the faults of a text until none is left that can be mended. Fixes that overlap are applied one after the other.
 *
 * @param isWanted chooses the faults that are mended
 */
export async function fixAll(
  parser: CodeParser,
  code: TextToMend,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<MendedText> {
  const rounds: Edits[] = [];
  const applied: Fix[] = [];
  let { text } = code;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = { ...code, text };
    const before = await examineCode(parser, now, isWanted);
    const chosen = await compatible(parser, now, before, await fixesOf(parser, now, before));
    if (chosen.length === 0) {
      break;
    }
    const edits = chosen.flatMap((fix) => [...fix.edits]);
    text = applyEdits(text, edits);
    rounds.push(edits);
    applied.push(...chosen);
  }
  return { text, rounds, fixes: applied };
}

/** The fixes that do not overlap, if they are right together; else the first one alone. */
async function compatible(
  parser: CodeParser,
  code: TextToMend,
  before: ExaminedCode,
  fixes: readonly Fix[],
): Promise<readonly Fix[]> {
  const chosen: Fix[] = [];
  for (const fix of fixes) {
    if (!chosen.some(({ edits }) => overlap(edits, fix.edits))) {
      chosen.push(fix);
    }
  }
  if (chosen.length < 2) {
    return chosen;
  }
  const text = applyEdits(
    code.text,
    chosen.flatMap(({ edits }) => [...edits]),
  );
  const after = await examineCode(parser, { ...code, text }, () => false);
  const mended = chosen.map(({ diagnostic }) => diagnostic);
  return areAllGone(before, after, mended) ? chosen : chosen.slice(0, 1);
}
