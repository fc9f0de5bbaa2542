/** A sentence for people: fixed, or made of facts. */
export type Sentence = string | ((facts: never) => string);

/** The facts that a sentence is made of; a fixed one needs none. */
export type FactsOf<Said extends Sentence> = Said extends (facts: infer Facts) => string ? Facts : object;

/** The text of a sentence. */
export function said<Facts>(sentence: string | ((facts: Facts) => string), facts: Facts): string {
  return typeof sentence === 'string' ? sentence : sentence(facts);
}
