import type { CodeLoss } from '../losses/code-loss';
import { NotUnderstood } from '../run/language/not-understood';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import { judgedLossesOf } from '../verdict/judge-file';
import { isTooLarge, namedInLargeText } from '../verdict/large-text';
import { frameworkNameOf } from '../verdict/open-loss';
import type { Diagnostic } from './diagnostic';
import { isIgnored } from './ignore-comment';
import { placeOfHit } from './place';
import type { AnyLossRule, Hit, LossSubject, RuleId, Severity } from './rule';
import { LOSS_RULES } from './rules';

/** A focal loss of a file and what is wrong with it. */
export interface DiagnosedLoss {
  readonly kind: CodeLoss['kind'];
  /** The framework that it is written for; null where the code was not parsed. */
  readonly framework: string | null;
  readonly verdict: Verdict;
  /** The worst first. */
  readonly diagnostics: readonly Diagnostic[];
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/**
 * Runs every focal loss of a text and applies the rules to it. A text that is too large is not parsed.
 *
 * @param parse gives a file that is disposed of here
 */
export function diagnoseText(text: string, parse: (text: string) => SourceFile): DiagnosedLoss[] {
  if (isTooLarge(text)) {
    return namedInLargeText(text).map((verdict) => ({
      kind: 'definition',
      framework: null,
      verdict,
      diagnostics: [],
    }));
  }
  const file = parse(text);
  try {
    return diagnoseFile(file);
  } finally {
    file.dispose();
  }
}

/** Runs every focal loss of a file and applies the rules to it. */
export function diagnoseFile(file: SourceFile): DiagnosedLoss[] {
  const lines = file.text.split('\n');
  return judgedLossesOf(file).map(({ code, verdict, measure }) => {
    const loss = { file, code, verdict, measure };
    const rules = code.kind === 'definition' ? LOSS_RULES : [];
    const diagnostics = rules
      .flatMap((rule) => diagnosticsOf(rule, loss))
      .filter((diagnostic) => !isIgnored(diagnostic, lines));
    return {
      kind: code.kind,
      framework: frameworkNameOf(file, code),
      verdict,
      diagnostics: diagnostics.toSorted((one, other) => RANKS[one.severity] - RANKS[other.severity]),
    };
  });
}

function diagnosticsOf(rule: AnyLossRule, loss: LossSubject): Diagnostic[] {
  return found(rule, loss).map(
    (hit) =>
      ({
        rule: rule.id,
        facts: hit.facts,
        severity: hit.severity ?? rule.severity,
        ...placeOfHit(hit, loss),
      }) as Diagnostic,
  );
}

function found(rule: AnyLossRule, loss: LossSubject): readonly Hit<RuleId>[] {
  try {
    return rule.find(loss);
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return [];
    }
    throw error;
  }
}
