import type { reasons } from './en/reasons';
import { type FactsOf, type Sentence, said, type Translated } from './sentence';

type English = typeof reasons;
type Reasons = Translated<English>;

/** The reason of a decision, as plain JSON: the id of a sentence and its facts. */
export type Reason = {
  [Id in keyof English]: { readonly id: Id; readonly facts: FactsOf<English[Id]> };
}[keyof English];

/** A reason as a report has it, perhaps of another version. */
export interface ReportedReason {
  readonly id: string;
  readonly facts: object;
}

/**
 * The sentence of a reason.
 * @param english said where the report has no facts, or an id that is not known here
 */
export function reasonText(
  sentences: Reasons,
  reason: ReportedReason | null | undefined,
  english: string,
): string {
  const known: Readonly<Record<string, Sentence>> = sentences;
  const sentence = reason == null ? undefined : known[reason.id];
  return reason == null || sentence === undefined ? english : said(sentence, reason.facts);
}
