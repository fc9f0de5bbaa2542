import type { Proposal } from '../fixes/proposal';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import type { Diagnostic } from './diagnostic';
import { lineAt, rangeOf } from './evidence/place';
import type { AnyRule, Hit, RuleId, TextRange } from './rule';

/** A diagnostic with what may mend it. */
export interface Fault {
  readonly diagnostic: Diagnostic;
  /** Proposals that no run has confirmed yet. The trees of the file must still be there. */
  readonly propose: () => readonly Proposal[];
}

/** @param whole the place of a hit that has none of its own */
export function faultOf(
  rule: AnyRule,
  hit: Hit<RuleId>,
  whole: TextRange,
  file: SourceFile,
  propose: (at: TextRange) => readonly Proposal[],
): Fault {
  const diagnostic = diagnosticOf(rule, hit, rangeOf(hit.at ?? whole, file), file);
  return { diagnostic, propose: () => propose(diagnostic.range) };
}

/** The facts are those of the rule, which the compiler checked in its file. */
export function diagnosticOf(
  { id, severity }: AnyRule,
  hit: Omit<Hit<RuleId>, 'at'>,
  range: TextRange,
  file: Pick<SourceFile, 'text'>,
): Diagnostic {
  const line = lineAt(file, range.start);
  const { related = null } = hit;
  return {
    rule: id,
    facts: hit.facts,
    severity: hit.severity ?? severity,
    range,
    line,
    related: related && lineAt(file, related.range.start) !== line ? related : null,
  } as Diagnostic;
}

/** Nothing where a further run ends early. */
export function ifUnderstood<Item>(run: () => readonly Item[] | undefined): readonly Item[] {
  try {
    return run() ?? [];
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return [];
    }
    throw error;
  }
}
