/** A sentence for people: fixed, or made of facts. */
export type Sentence = string | ((facts: never) => string);

/** The facts that a sentence is made of; a fixed one needs none. */
export type FactsOf<Said extends Sentence> = Said extends (facts: infer Facts) => string ? Facts : object;

/**
 * The text of a sentence.
 * @param facts the facts of the sentence, plain JSON; the compiler checked them where they were put beside its id
 */
export function said(sentence: Sentence, facts: object): string {
  return typeof sentence === 'string' ? sentence : sentence(facts as never);
}

/** The type of the same sentences in another language: what says something else, but of the same facts. */
export type Translated<Sentences> = {
  readonly [Key in keyof Sentences]: Sentences[Key] extends string
    ? string
    : Sentences[Key] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : Translated<Sentences[Key]>;
};
