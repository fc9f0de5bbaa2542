/** The text of a sentence. */
export function said<Facts>(sentence: string | ((facts: Facts) => string), facts: Facts): string {
  return typeof sentence === 'string' ? sentence : sentence(facts);
}
