import type { rules as sentences } from '../../messages/en/rules';
import type { Messages } from '../../messages/messages';
import { type FactsOf, said } from '../../messages/sentence';
import type { Related, RuleId, Severity, TextRange } from './rule';

/** A broken rule with its place; plain JSON. */
export type Diagnostic = {
  readonly [Id in RuleId]: {
    readonly rule: Id;
    readonly facts: FactsOf<(typeof sentences)[Id]['says']>;
  };
}[RuleId] & {
  readonly severity: Severity;
  readonly range: TextRange;
  /** Another place that explains it; null where the run does not show one, or it is in the same line. */
  readonly related: Related | null;
  /** The line at which the range starts, from 1. */
  readonly line: number;
};

/** A diagnostic whose offsets count from another place, such as the start of a notebook's cell. */
export function countedFrom(diagnostic: Diagnostic, start: number): Diagnostic {
  const moved = (range: TextRange): TextRange => ({ start: range.start - start, end: range.end - start });
  return {
    ...diagnostic,
    range: moved(diagnostic.range),
    related: diagnostic.related && { ...diagnostic.related, range: moved(diagnostic.related.range) },
  };
}

/** The message of the Problems panel and of the command line. */
export function diagnosticText({ rule, facts }: Diagnostic, { rules }: Messages): string {
  return said(rules[rule].says, facts);
}

/** Returns the short sentence for the line above a loss. */
export function shortText({ rule, facts }: Diagnostic, { rules }: Messages): string {
  return said(rules[rule].short, facts);
}

/** Every diagnostic of a text once: a loss and the function that makes it are broken at the same place. */
export function everyDiagnostic({
  losses,
  atSites,
}: {
  readonly losses: readonly { readonly diagnostics: readonly Diagnostic[] }[];
  readonly atSites: readonly Diagnostic[];
}): Diagnostic[] {
  const known = new Map<string, Diagnostic>();
  for (const diagnostic of [...losses.flatMap(({ diagnostics }) => diagnostics), ...atSites]) {
    const { rule, range } = diagnostic;
    known.set(`${rule} ${range.start} ${range.end}`, diagnostic);
  }
  return [...known.values()];
}
