import type { rules as sentences } from '../../messages/en/rules';
import type { Messages } from '../../messages/messages';
import type { FactsOf } from '../../messages/sentence';
import type { Convention } from '../conventions/convention';
import type { Proposal } from '../fixes/proposal';
import type { SiteText } from '../fixes/site-text';
import type { CodeLoss } from '../losses/code-loss';
import type { FocalCall } from '../losses/focal-calls';
import type { FocalSite } from '../losses/focal-site';
import type { GivenOption } from '../losses/given-options';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import type { Measure } from '../verdict/measure';
import type { ParameterKind } from '../verdict/parameters';

/** The ids of the rules, as the research on public code and the suppressing comments name them. */
export type RuleId = keyof typeof sentences;

/** `error`: a wrong result or an exception in ordinary use; `warning`: wrong in a common case; `information`: a hint. */
export type Severity = 'error' | 'warning' | 'information';

/** Offsets in UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A focal loss of a file with what its run showed. */
export interface LossSubject {
  readonly file: SourceFile;
  readonly code: CodeLoss;
  readonly verdict: Verdict;
  /** Runs the loss on other examples and settings; null where it does not run. */
  readonly measure: Measure | null;
}

/** One place at which a rule is broken. */
export interface Hit<Id extends RuleId> {
  readonly facts: FactsOf<(typeof sentences)[Id]['says']>;
  /** A place, or a line (from 1) where only that is known; null means the name of the loss. */
  readonly at: TextRange | number | null;
  /** Stated where it is not the severity of the rule. */
  readonly severity?: Severity;
  /** Another place that explains it, if the run shows that. */
  readonly related?: Related | null;
}

/** A second place of a fault. */
export interface Related {
  readonly range: TextRange;
  /** The kind of thing that stands at the place. */
  readonly what: keyof Messages['lint']['related'];
}

/** A second place, if there is one. */
export function relatedAt(range: TextRange | null, what: Related['what']): Related | null {
  return range && { range, what };
}

/** A call of a focal loss of a library. */
export interface CallSubject {
  readonly file: SourceFile;
  readonly call: FocalCall;
  readonly convention: Convention;
}

/** A file with its focal losses. */
export interface FileSubject {
  readonly file: SourceFile;
  readonly losses: readonly LossSubject[];
}

/** Facts of a broken rule, at the place that gives α, γ or another option. */
export type SiteHit<Id extends RuleId> = Pick<Hit<Id>, 'facts' | 'severity'>;

/** A rule for the focal losses of a file, for the places that give them α and γ, or for both. */
export interface Rule<Id extends RuleId> {
  readonly id: Id;
  readonly severity: Severity;
  /** Rules that a loss also breaks because it breaks this one; they are not named beside it. */
  readonly leadsTo?: readonly RuleId[];
  /** Parameters that change nothing because of it: they are not named as ignored beside it. */
  readonly leavesUnused?: readonly ParameterKind[];
  /** @throws NotUnderstood where a further run ends early: the rule is silent then */
  readonly inLoss?: (loss: LossSubject) => readonly Hit<Id>[];
  /** Looks at an argument of a call, an entry of a configuration, or a setting. */
  readonly atSite?: (site: FocalSite) => readonly SiteHit<Id>[];
  /** Looks at the name of an option. */
  readonly atOption?: (option: GivenOption) => readonly SiteHit<Id>[];
  /** Looks at a call of a focal loss and the code around it. */
  readonly atCall?: (call: CallSubject) => readonly Hit<Id>[];
  /** Follows values through a file, such as from a model to its loss. */
  readonly inFile?: (subject: FileSubject) => readonly Hit<Id>[];
  /**
   * Proposals to mend a fault at a place, the best first. One is offered only if a run of the mended code keeps what it
   * promises, so that several guesses may be made.
   */
  readonly fixInLoss?: (loss: LossSubject, at: TextRange) => readonly Proposal[];
  readonly fixAtSite?: (site: FocalSite, source: SiteText) => readonly Proposal[];
  readonly fixAtOption?: (option: GivenOption) => readonly Proposal[];
  readonly fixAtCall?: (call: CallSubject, at: TextRange) => readonly Proposal[];
  readonly fixInFile?: (subject: FileSubject, at: TextRange) => readonly Proposal[];
}

export type AnyRule = { readonly [Id in RuleId]: Rule<Id> }[RuleId];
