/** The grammars we parse with. JavaScript is read with the TSX grammar, of which it is a subset. */
export type Grammar = 'python' | 'typescript' | 'tsx';

const GRAMMARS_OF_LANGUAGES: Readonly<Record<string, Grammar>> = {
  python: 'python',
  typescript: 'typescript',
  typescriptreact: 'tsx',
  javascript: 'tsx',
  javascriptreact: 'tsx',
};

/** The VS Code language identifiers that `grammarOfLanguage` knows. */
export const CODE_LANGUAGES: readonly string[] = Object.keys(GRAMMARS_OF_LANGUAGES);

/** The grammar for a VS Code language identifier, or undefined when we do not read that language. */
export function grammarOfLanguage(languageId: string): Grammar | undefined {
  return Object.hasOwn(GRAMMARS_OF_LANGUAGES, languageId) ? GRAMMARS_OF_LANGUAGES[languageId] : undefined;
}
