import type { Diagnostic } from '../rules/diagnostic';
import type { CodeParser } from '../syntax/parser';
import { keepsPromise, lossIn } from './agreement';
import {
  type ExaminedCode,
  examineCode,
  examineSome,
  type FaultOfText,
  lossesChangedBy,
  onlySome,
} from './examined-code';
import type { LossSample } from './loss-sample';
import type { FixTitle, Proposal } from './proposal';
import { applyEdits, type Edits, withLineEnds } from './text-edit';
import type { TextToMend } from './text-to-mend';

/** Most proposals for a fault that are run. */
const MOST_PROPOSALS = 24;

/** A fix of a fault, which was run and found right; plain JSON. */
export interface Fix {
  readonly diagnostic: Diagnostic;
  readonly title: FixTitle;
  readonly edits: Edits;
  /** The losses of a few examples; null where the fault is in no loss that runs. */
  readonly before: LossSample | null;
  readonly after: LossSample | null;
}

/** The fix of each fault of a text that has one. */
export async function findFixes(
  parser: CodeParser,
  code: TextToMend,
  isWanted: (diagnostic: Diagnostic) => boolean,
): Promise<Fix[]> {
  return fixesOf(parser, code, await examineCode(parser, code, isWanted));
}

/** The fixes of the faults of a text that was examined. */
export async function fixesOf(parser: CodeParser, code: TextToMend, examined: ExaminedCode): Promise<Fix[]> {
  const fixes: Fix[] = [];
  for (const fault of examined.faults) {
    const fix = await firstConfirmed(parser, code, examined, fault);
    if (fix) {
      fixes.push(fix);
    }
  }
  return fixes;
}

async function firstConfirmed(
  parser: CodeParser,
  code: TextToMend,
  examined: ExaminedCode,
  fault: FaultOfText,
): Promise<Fix | null> {
  for (const given of withoutRepeats(fault.proposals).slice(0, MOST_PROPOSALS)) {
    const { title } = given;
    const edits = withLineEnds(given.edits, code.text);
    const text = applyEdits(code.text, edits);
    // The code outside of the changed losses stays as it is; a call may break a rule of the loss that it calls.
    const changed =
      fault.loss === null ? null : new Set([...lossesChangedBy(examined, edits, code.text), fault.loss]);
    const before = changed ? onlySome(examined, changed) : examined;
    const after = await (changed && code.grammar !== null
      ? examineSome(parser, { ...code, text }, changed)
      : examineCode(parser, { ...code, text }, () => false));
    if (keepsPromise(before, after, fault, given)) {
      return {
        diagnostic: fault.diagnostic,
        title,
        edits,
        before: lossIn(before, fault.loss)?.sample ?? null,
        after: lossIn(after, fault.loss)?.sample ?? null,
      };
    }
  }
  return null;
}

function withoutRepeats(proposals: readonly Proposal[]): Proposal[] {
  return [...new Map(proposals.map((proposal) => [JSON.stringify(proposal.edits), proposal])).values()];
}
