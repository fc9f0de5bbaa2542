import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { NotUnderstood } from '../run/language/not-understood';
import type { WorkspaceImport } from '../run/language/workspace';
import type { CodeParser } from '../syntax/parser';
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
  /** The framework that it is written for; null where the code was not parsed. */
  readonly framework: string | null;
  readonly verdict: Verdict;
  /** The worst first. */
  readonly diagnostics: readonly Diagnostic[];
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** The losses of a text, and the imports that they need beside those that were read. */
export interface DiagnosedCode {
  readonly losses: readonly DiagnosedLoss[];
  readonly wanted: readonly WorkspaceImport[];
}

/** Runs every focal loss of a text and applies the rules to it. A text that is too large is not parsed. */
export async function diagnoseCode(parser: CodeParser, code: CodeWithImports): Promise<DiagnosedCode> {
  if (isTooLarge(code.text)) {
    const losses = namedInLargeText(code.text).map((verdict) => ({
      framework: null,
      verdict,
      diagnostics: [],
    }));
    return { losses, wanted: [] };
  }
  return readWithImports(parser, code, (file, workspace) => {
    const losses = diagnoseFile(file);
    return { losses, wanted: workspace.wanted };
  });
}

/** Runs every focal loss of a file and applies the rules to it. */
function diagnoseFile(file: SourceFile): DiagnosedLoss[] {
  const lines = file.text.split('\n');
  return judgedLossesOf(file).map(({ code, verdict, measure }) => {
    const loss = { file, code, verdict, measure };
    const rules = code.kind === 'definition' ? LOSS_RULES : [];
    const diagnostics = rules
      .flatMap((rule) => diagnosticsOf(rule, loss))
      .filter((diagnostic) => !isIgnored(diagnostic, lines));
    return {
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
