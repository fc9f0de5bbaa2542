import type { findings } from './en/findings';
import { type FactsOf, type Sentence, said, type Translated } from './sentence';

type English = typeof findings;
type Findings = Translated<English>;
export type FindingId = keyof English;

/** The facts that the sentences of a finding are made of. */
export type FactsOfFinding<Id extends FindingId> = FactsOf<English[Id]['title']> &
  FactsOf<English[Id]['seen']> &
  FactsOf<English[Id]['means']> &
  FactsOf<English[Id]['fix']>;

/** A finding as plain JSON: the id of its sentences and their facts. */
export type FoundFacts = {
  [Id in FindingId]: { readonly id: Id; readonly facts: FactsOfFinding<Id> };
}[FindingId];

/** A finding in words. */
export interface FindingSentences {
  readonly title: string;
  /** Says what was seen: numbers, names, the first index. */
  readonly seen: string;
  /** Says what it means for the training. */
  readonly means: string;
  /** Says what to do. */
  readonly fix: string;
}

type FindingMessage = Readonly<Record<keyof FindingSentences, Sentence>>;

/** The sentences of a finding. */
export function findingSentences(messages: Findings, { id, facts }: FoundFacts): FindingSentences {
  return sentencesOf(messages[id], facts);
}

/** The sentences of a finding in a report: its English ones where it has no facts, or an id that is not known here. */
export function reportedSentences(
  messages: Findings,
  finding: FindingSentences & { readonly id: string; readonly facts?: object | undefined },
): FindingSentences {
  const known: Readonly<Record<string, FindingMessage>> = messages;
  const message = known[finding.id];
  return message === undefined || finding.facts === undefined ? finding : sentencesOf(message, finding.facts);
}

function sentencesOf({ title, seen, means, fix }: FindingMessage, facts: object): FindingSentences {
  return {
    title: said(title, facts),
    seen: said(seen, facts),
    means: said(means, facts),
    fix: said(fix, facts),
  };
}
