import type { rules as sentences } from '../../messages/en/rules';
import type { FactsOf } from '../../messages/sentence';
import type { CodeLoss } from '../losses/code-loss';
import type { SourceFile } from '../syntax/source-file';
import type { Verdict } from '../verdict/document';
import type { Measure } from '../verdict/measure';

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
}

/** A rule for one focal loss. */
export interface LossRule<Id extends RuleId> {
  readonly id: Id;
  readonly severity: Severity;
  /** @throws NotUnderstood where a further run ends early: the rule is silent then */
  readonly find: (loss: LossSubject) => readonly Hit<Id>[];
}

export type AnyLossRule = { readonly [Id in RuleId]: LossRule<Id> }[RuleId];
