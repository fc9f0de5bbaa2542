import type { errors } from './en/errors';
import { type FactsOf, said, type Translated } from './sentence';

type English = (typeof errors)['problems'];

/** A fault that a person can mend, as plain JSON: the id of a sentence and its facts. */
export type Problem = {
  [Id in keyof English]: { readonly id: Id; readonly facts: FactsOf<English[Id]> };
}[keyof English];

/** The sentence of a problem. */
export function problemText({ problems }: { problems: Translated<English> }, { id, facts }: Problem): string {
  return said(problems[id], facts);
}
