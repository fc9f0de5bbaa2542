import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { calledLossesIn } from '../losses/called-losses';
import type { FocalCall } from '../losses/focal-calls';
import type { FocalSite } from '../losses/focal-site';
import { focalSites } from '../losses/focal-sites';
import { NotUnderstood } from '../run/language/not-understood';
import type { WorkspaceImport } from '../run/language/workspace';
import type { CodeParser } from '../syntax/parser';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import { judgedLossesOf } from '../verdict/judge-file';
import { isTooLarge, namedInLargeText } from '../verdict/large-text';
import { frameworkNameOf } from '../verdict/open-loss';
import type { Diagnostic } from './diagnostic';
import { lineAt, rangeOf } from './evidence/place';
import { isIgnored } from './ignore-comment';
import type { AnyRule, Hit, LossSubject, RuleId, Severity, SiteHit, TextRange } from './rule';
import { RULES } from './rules';

/** A focal loss of a file and what is wrong with it. */
export interface DiagnosedLoss {
  /** The framework that it is written for; null where the code was not parsed. */
  readonly framework: string | null;
  readonly verdict: Verdict;
  /** The worst first. */
  readonly diagnostics: readonly Diagnostic[];
}

const RANKS: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2 };

/** The losses of a text and the values that they are given, and the imports that they need beside those that were read. */
export interface DiagnosedCode {
  readonly losses: readonly DiagnosedLoss[];
  /** What is wrong with the values that calls and settings give. */
  readonly atSites: readonly Diagnostic[];
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
    return { losses, atSites: [], wanted: [] };
  }
  return readWithImports(parser, code, (file, workspace) => {
    const losses = diagnoseFile(file);
    return { losses, atSites: diagnosticsAtSites(file, losses), wanted: workspace.wanted };
  });
}

/** Runs every focal loss of a file and applies the rules to it. */
function diagnoseFile(file: SourceFile): DiagnosedLoss[] {
  const lines = file.text.split('\n');
  return judgedLossesOf(file).map(({ code, verdict, measure }) => {
    const loss = { file, code, verdict, measure };
    const rules = code.kind === 'definition' ? RULES : [];
    const diagnostics = withoutConsequences(rules.flatMap((rule) => diagnosticsIn(rule, loss))).filter(
      (diagnostic) => !isIgnored(diagnostic, lines),
    );
    return {
      framework: frameworkNameOf(file, code),
      verdict,
      diagnostics: diagnostics.toSorted((one, other) => RANKS[one.severity] - RANKS[other.severity]),
    };
  });
}

/** The diagnostics of a loss without those that another of them leads to. */
function withoutConsequences(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const broken = new Set(diagnostics.map(({ rule }) => rule));
  const consequences = new Set(RULES.flatMap(({ id, leadsTo }) => (broken.has(id) ? (leadsTo ?? []) : [])));
  return diagnostics.filter(({ rule }) => !consequences.has(rule));
}

/** Applies the rules to the values that the file gives to focal losses, outside of their definitions. */
function diagnosticsAtSites(file: SourceFile, losses: readonly DiagnosedLoss[]): Diagnostic[] {
  const lines = file.text.split('\n');
  const definitions = losses.filter(({ verdict }) => verdict.kind === 'definition');
  const isInDefinition = ({ range }: FocalSite): boolean =>
    definitions.some(({ verdict }) => verdict.range.start <= range.start && range.end <= verdict.range.end);
  const ofCalls = calledLossesIn(file).flatMap(({ call }) =>
    RULES.flatMap((rule) => diagnosticsAtCall(rule, call, file)),
  );
  const ofSites = focalSites(file)
    .filter((site) => site.origin !== 'default' && !isInDefinition(site))
    .flatMap((site) => RULES.flatMap((rule) => diagnosticsAt(rule, site, file)));
  return [...ofCalls, ...ofSites].filter((diagnostic) => !isIgnored(diagnostic, lines));
}

function diagnosticsAtCall(rule: AnyRule, call: FocalCall, file: SourceFile): Diagnostic[] {
  const { convention, node } = call;
  const hits: readonly Hit<RuleId>[] = convention ? (rule.atCall?.({ file, call, convention }) ?? []) : [];
  const whole = { start: node.startIndex, end: node.endIndex };
  return hits.map(({ at, facts, severity = rule.severity }) =>
    diagnostic(rule, facts, severity, rangeOf(at ?? whole, file), file),
  );
}

function diagnosticsIn(rule: AnyRule, loss: LossSubject): Diagnostic[] {
  const { file, code } = loss;
  const name = code.node.childForFieldName('name') ?? code.node;
  const whole = { start: name.startIndex, end: name.endIndex };
  return found(rule, loss).map(({ at, facts, severity = rule.severity }) =>
    diagnostic(rule, facts, severity, rangeOf(at ?? whole, file), file),
  );
}

function diagnosticsAt(rule: AnyRule, site: FocalSite, file: SourceFile): Diagnostic[] {
  const hits: readonly SiteHit<RuleId>[] = rule.atSite?.(site) ?? [];
  return hits.map(({ facts }) => diagnostic(rule, facts, rule.severity, site.range, file));
}

/** The facts are those of the rule, which the compiler checked in its file. */
function diagnostic(
  { id }: AnyRule,
  facts: object,
  severity: Severity,
  range: TextRange,
  file: SourceFile,
): Diagnostic {
  return { rule: id, facts, severity, range, line: lineAt(file, range.start) } as Diagnostic;
}

function found(rule: AnyRule, loss: LossSubject): readonly Hit<RuleId>[] {
  try {
    return rule.inLoss?.(loss) ?? [];
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return [];
    }
    throw error;
  }
}
