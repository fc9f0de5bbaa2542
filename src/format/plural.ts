const RULES = new Map<string, Intl.PluralRules>();

/** The forms of a word in a language: English has one and other, Chinese has other alone. */
export type PluralForms = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/**
 * The form of a word beside a number.
 * @param language BCP 47 tag
 */
export function plural(language: string, count: number, forms: PluralForms): string {
  const rules = RULES.get(language) ?? new Intl.PluralRules(language);
  RULES.set(language, rules);
  return forms[rules.select(count)] ?? forms.other;
}
