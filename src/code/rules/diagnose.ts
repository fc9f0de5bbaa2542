import { type CodeWithImports, readWithImports } from '../imports/read-with-imports';
import { placesOf } from '../losses/places';
import { keyOfImport, type WorkspaceImport } from '../run/language/workspace';
import type { CodeParser } from '../syntax/parser';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import { type IsWanted, judgedLossesOf } from '../verdict/judge-file';
import { isTooLarge, namedInLargeText } from '../verdict/large-text';
import { tellsTargetsOf } from '../verdict/layouts';
import { frameworkNameOf } from '../verdict/open-loss';
import { kindOfParameter } from '../verdict/parameters';
import { atOnce, type Steps, withRests } from '../verdict/steps';
import type { Diagnostic } from './diagnostic';
import { type Fault, faultOf, ifUnderstood } from './fault';
import { faultsAtSites } from './faults-at-sites';
import { isIgnored } from './ignore-comment';
import type { AnyRule, Hit, LossSubject, RuleId, Severity } from './rule';
import { RULES } from './rules';

/** A focal loss of a file and what is wrong with it. */
export interface DiagnosedLoss {
  /** The framework that it is written for; null where the code was not parsed. */
  readonly framework: string | null;
  /** The number of losses of the same name before it. */
  readonly place: number;
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

/** A place in a text, and the names that are used there. */
export interface UseOfLosses {
  readonly offset: number;
  readonly names: readonly string[];
}

interface DiagnoseOptions {
  /** Waited for between the losses; what it throws ends the work. */
  readonly rest?: () => Promise<void>;
  /** Only the losses around a place and the definitions of the names there are run, and no rule looks at the whole file. */
  readonly at?: UseOfLosses | null;
}

/** Runs the focal losses of a text and applies the rules to them. A text that is too large is not parsed. */
export async function diagnoseCode(
  parser: CodeParser,
  code: CodeWithImports,
  { rest = async () => undefined, at = null }: DiagnoseOptions = {},
): Promise<DiagnosedCode> {
  if (isTooLarge(code.text)) {
    const verdicts = namedInLargeText(code.text);
    const places = placesOf(verdicts);
    const losses = verdicts.map((verdict, index) => ({
      framework: null,
      place: places[index] ?? 0,
      verdict,
      diagnostics: [],
    }));
    return { losses, atSites: [], wanted: [], unneeded: code.imports.map(keyOfImport) };
  }
  return readWithImports(parser, code, async (file, workspace) => {
    const { losses, atSites } = await withRests(at ? stepsAt(file, at) : stepsOfFile(file), rest);
    return {
      losses: losses.map(({ framework, place, verdict, faults }) => ({
        framework,
        place,
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
  /** The number of losses of the same name before it. */
  readonly place: number;
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
  const atSites = yield* faultsAtSites(file, losses);
  return { losses, atSites: atSites.filter((each) => !found.has(placeOf(each))) };
}

function* stepsAt(file: SourceFile, { offset, names }: UseOfLosses): Steps<ExaminedFile> {
  const losses = yield* stepsOfLosses(
    file,
    (_, { kind, name, node }) =>
      (node.startIndex <= offset && offset <= node.endIndex) ||
      (kind === 'definition' && names.includes(name)),
  );
  return { losses, atSites: [] };
}

/** A run and the flow of values may show the same fault. */
function placeOf({ diagnostic: { rule, line } }: Fault): string {
  return `${rule} ${line}`;
}

/**
 * Runs the focal losses of a file and applies the rules to them.
 *
 * @param isWanted chooses the losses
 */
export function examineLosses(file: SourceFile, isWanted?: IsWanted): ExaminedLoss[] {
  return atOnce(stepsOfLosses(file, isWanted));
}

function* stepsOfLosses(file: SourceFile, isWanted?: IsWanted): Steps<ExaminedLoss[]> {
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

function faultsIn(rule: AnyRule, loss: LossSubject): Fault[] {
  const { file, code } = loss;
  const name = code.node.childForFieldName('name') ?? code.node;
  const whole = { start: name.startIndex, end: name.endIndex };
  const hits: readonly Hit<RuleId>[] = ifUnderstood<Hit<RuleId>>(() => rule.inLoss?.(loss));
  return hits.map((hit) =>
    faultOf(rule, hit, whole, file, (at) => ifUnderstood(() => rule.fixInLoss?.(loss, at))),
  );
}
