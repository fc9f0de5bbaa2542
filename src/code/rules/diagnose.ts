import { textOfCode } from '../fixes/building/site-texts';
import type { Proposal } from '../fixes/proposal';
import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { calledLossesIn } from '../losses/called-losses';
import type { FocalCall } from '../losses/focal-calls';
import { type FocalSite, isOwnValue } from '../losses/focal-site';
import { focalSites } from '../losses/focal-sites';
import { type GivenOption, givenOptionsIn } from '../losses/given-options';
import { NotUnderstood } from '../run/language/not-understood';
import { keyOfImport, type WorkspaceImport } from '../run/language/workspace';
import type { CodeParser } from '../syntax/parser';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import { judgedLossesOf } from '../verdict/judge-file';
import { isTooLarge, namedInLargeText } from '../verdict/large-text';
import { tellsTargetsOf } from '../verdict/layouts';
import { frameworkNameOf } from '../verdict/open-loss';
import { kindOfParameter } from '../verdict/parameters';
import { atOnce, type Steps, withRests } from '../verdict/steps';
import { atCauses } from './at-causes';
import type { Diagnostic } from './diagnostic';
import { lineAt, rangeOf } from './evidence/place';
import type { Fault } from './fault';
import { isIgnored } from './ignore-comment';
import type { AnyRule, FileSubject, Hit, LossSubject, RuleId, Severity, SiteHit, TextRange } from './rule';
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

/**
 * True for a loss whose code is in the file from its tensors to its result. Statements are a whole loss where the result is returned or
 * trained, or where it is reduced, tells both sides or agrees with a formula, and is added to others. Statements in NumPy train nothing:
 * they are a metric, or a part of an objective, which is judged by its derivatives.
 */
function isWritten({ code, verdict: { computes }, measure }: LossSubject, framework: string): boolean {
  if (code.kind !== 'inline') {
    return code.kind === 'definition' || code.kind === 'objective';
  }
  const isReduced = typeof computes?.reduction === 'string' && computes.reduction !== 'none';
  const isPart = code.end === 'term' || code.end === 'part';
  // A term that agrees with a formula may be a wrong one, which does not tell the targets as a loss should.
  const isOfTerm = code.end === 'term' && computes?.variant !== null;
  const isTerm = isPart && isReduced && measure !== null && (isOfTerm || tellsTargetsOf(measure));
  return (code.end === 'whole' || isTerm) && framework !== 'numpy';
}

/** The losses of a text and the values that they are given, and the imports that they need beside those that were read. */
export interface DiagnosedCode {
  readonly losses: readonly DiagnosedLoss[];
  /** The faults of the values that calls and settings give. */
  readonly atSites: readonly Diagnostic[];
  readonly wanted: readonly WorkspaceImport[];
  /** Those that were read and that it does not need, each by its `keyOfImport`. */
  readonly unneeded: readonly string[];
}

/**
 * Runs every focal loss of a text and applies the rules to it. A text that is too large is not parsed.
 *
 * @param rest is waited for between the losses; what it throws ends the work
 */
export async function diagnoseCode(
  parser: CodeParser,
  code: CodeWithImports,
  rest: () => Promise<void> = async () => undefined,
): Promise<DiagnosedCode> {
  if (isTooLarge(code.text)) {
    const losses = namedInLargeText(code.text).map((verdict) => ({
      framework: null,
      verdict,
      diagnostics: [],
    }));
    return { losses, atSites: [], wanted: [], unneeded: code.imports.map(keyOfImport) };
  }
  return readWithImports(parser, code, async (file, workspace) => {
    const { losses, atSites } = await withRests(stepsOfFile(file), rest);
    return {
      losses: losses.map(({ framework, verdict, faults }) => ({
        framework,
        verdict,
        diagnostics: faults.map(({ diagnostic }) => diagnostic),
      })),
      atSites: atSites.map(({ diagnostic }) => diagnostic),
      wanted: workspace.wanted,
      unneeded: workspace.unneeded,
    };
  });
}

/** A focal loss of a file that was run, with its faults, the worst first. */
export interface ExaminedLoss extends LossSubject {
  /** The same after an edit within the loss. */
  readonly key: string;
  readonly framework: string;
  readonly faults: readonly Fault[];
}

/** The focal losses of a file, and the faults of the values that calls and settings give. */
export interface ExaminedFile {
  readonly losses: readonly ExaminedLoss[];
  readonly atSites: readonly Fault[];
}

/** Runs every focal loss of a file and applies the rules to it. */
export function examineFile(file: SourceFile): ExaminedFile {
  return atOnce(stepsOfFile(file));
}

function* stepsOfFile(file: SourceFile): Steps<ExaminedFile> {
  const losses = yield* stepsOfLosses(file);
  const found = new Set(losses.flatMap(({ faults }) => faults.map(placeOf)));
  return { losses, atSites: faultsAtSites(file, losses).filter((each) => !found.has(placeOf(each))) };
}

/** A run and the flow of values may show the same fault. */
function placeOf({ diagnostic: { rule, line } }: Fault): string {
  return `${rule} ${line}`;
}

/**
 * Runs the focal losses of a file and applies the rules to them.
 *
 * @param isWanted chooses the losses by their keys
 */
export function examineLosses(file: SourceFile, isWanted?: (key: string) => boolean): ExaminedLoss[] {
  return atOnce(stepsOfLosses(file, isWanted));
}

function* stepsOfLosses(file: SourceFile, isWanted?: (key: string) => boolean): Steps<ExaminedLoss[]> {
  const lines = file.text.split('\n');
  const examined: ExaminedLoss[] = [];
  for (const { focalPart, hidden, ...judged } of yield* judgedLossesOf(file, isWanted)) {
    yield;
    const loss = { file, ...judged };
    const subject = { ...loss, ...focalPart };
    const framework = frameworkNameOf(file, loss.code);
    const rules = isWritten(subject, framework) ? RULES : [];
    const shown = rules.flatMap((rule) => faultsIn(rule, subject));
    const hiding = hidden ? faultsInHidden(rules, { ...loss, ...hidden }) : [];
    const faults = withoutConsequences([...shown, ...beside(shown, hiding)])
      .filter(({ diagnostic }) => !isIgnored(diagnostic, lines))
      .toSorted((one, other) => RANKS[one.diagnostic.severity] - RANKS[other.diagnostic.severity]);
    examined.push({ ...loss, framework, faults });
  }
  return examined;
}

/** The faults of what hides in a loss. In a term of a sum, one α for both sides is no fault: it may weight the term. */
function faultsInHidden(rules: readonly AnyRule[], hidden: LossSubject): Fault[] {
  const isTerm = hidden.verdict.exception === null;
  return rules.flatMap((rule) => (isTerm && rule.id === 'alpha-same-for-both' ? [] : faultsIn(rule, hidden)));
}

/** The hidden faults without those that the loss itself shows in the same line. */
function beside(shown: readonly Fault[], hiding: readonly Fault[]): readonly Fault[] {
  const places = new Set(shown.map(placeOf));
  return hiding.filter((each) => !places.has(placeOf(each)));
}

/** The faults of a loss without those that another of them leads to. */
function withoutConsequences(faults: readonly Fault[]): Fault[] {
  const found = new Set(faults.map(({ diagnostic }) => diagnostic.rule));
  const broken: readonly AnyRule[] = RULES.filter(({ id }) => found.has(id));
  const consequences = new Set(broken.flatMap(({ leadsTo = [] }) => leadsTo));
  const unused = new Set(broken.flatMap(({ leavesUnused = [] }) => leavesUnused));
  return faults.filter(
    ({ diagnostic }) =>
      !consequences.has(diagnostic.rule) &&
      !(diagnostic.rule === 'parameter-ignored' && unused.has(kindOfParameter(diagnostic.facts))),
  );
}

/** Applies the rules to the values that the file gives to focal losses, outside of their definitions. */
function faultsAtSites(file: SourceFile, losses: readonly LossSubject[]): Fault[] {
  const lines = file.text.split('\n');
  const definitions = losses.filter(({ verdict }) => verdict.kind === 'definition');
  const isInDefinition = ({ range }: FocalSite): boolean =>
    definitions.some(({ verdict }) => verdict.range.start <= range.start && range.end <= verdict.range.end);
  const ofCalls = calledLossesIn(file).flatMap(({ call }) =>
    RULES.flatMap((rule) => faultsAtCall(rule, call, file)),
  );
  const ofSites = focalSites(file)
    .filter((site) => isGivenAt(site) && !isInDefinition(site))
    .flatMap((site) => RULES.flatMap((rule) => faultsAt(rule, site, file).map((fault) => ({ site, fault }))));
  const ofOptions = givenOptionsIn(file).flatMap((option) => faultsOfOption(option, file));
  const subject = { file, losses };
  const ofFile = RULES.flatMap((rule) => faultsInFile(rule, subject));
  return [...ofCalls, ...atCauses(ofSites), ...ofOptions, ...ofFile].filter(
    ({ diagnostic }) => !isIgnored(diagnostic, lines),
  );
}

/** True for a value that a call or a setting gives, also where that is the default of a function which hands it to a library. */
function isGivenAt(site: FocalSite): boolean {
  return site.origin !== 'default' || site.isSetting === true || (!!site.convention && isOwnValue(site));
}

function faultsAtCall(rule: AnyRule, call: FocalCall, file: SourceFile): Fault[] {
  const { convention, node } = call;
  if (!convention) {
    return [];
  }
  const subject = { file, call, convention };
  const hits: readonly Hit<RuleId>[] = rule.atCall?.(subject) ?? [];
  const whole = { start: node.startIndex, end: node.endIndex };
  return hits.map((hit) => fault(rule, hit, whole, file, (at) => rule.fixAtCall?.(subject, at) ?? []));
}

/** Applies the rules to the name of an option. */
export function faultsOfOption(option: GivenOption, file: Pick<SourceFile, 'text'>): Fault[] {
  return RULES.flatMap((rule: AnyRule) => {
    const hits: readonly SiteHit<RuleId>[] = rule.atOption?.(option) ?? [];
    return hits.map((hit) => ({
      diagnostic: diagnosticOf(rule, hit, option.range, file),
      propose: () => rule.fixAtOption?.(option) ?? [],
    }));
  });
}

function faultsInFile(rule: AnyRule, subject: FileSubject): Fault[] {
  const { file } = subject;
  const whole = { start: 0, end: file.text.length };
  const hits: readonly Hit<RuleId>[] = ifUnderstood<Hit<RuleId>>(() => rule.inFile?.(subject));
  return hits.map((hit) => fault(rule, hit, whole, file, (at) => rule.fixInFile?.(subject, at) ?? []));
}

function faultsIn(rule: AnyRule, loss: LossSubject): Fault[] {
  const { file, code } = loss;
  const name = code.node.childForFieldName('name') ?? code.node;
  const whole = { start: name.startIndex, end: name.endIndex };
  const hits: readonly Hit<RuleId>[] = ifUnderstood<Hit<RuleId>>(() => rule.inLoss?.(loss));
  return hits.map((hit) =>
    fault(rule, hit, whole, file, (at) => ifUnderstood(() => rule.fixInLoss?.(loss, at))),
  );
}

function faultsAt(rule: AnyRule, site: FocalSite, file: SourceFile): Fault[] {
  const hits: readonly SiteHit<RuleId>[] = rule.atSite?.(site) ?? [];
  return hits.map(({ facts }) =>
    fault(rule, { facts, at: null }, site.range, file, () => rule.fixAtSite?.(site, textOfCode(file)) ?? []),
  );
}

function fault(
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
function ifUnderstood<Item>(run: () => readonly Item[] | undefined): readonly Item[] {
  try {
    return run() ?? [];
  } catch (error) {
    if (error instanceof NotUnderstood) {
      return [];
    }
    throw error;
  }
}
