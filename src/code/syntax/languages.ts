/** The grammars. JavaScript is parsed as TSX, because it is a subset of it. */
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

/** The grammar for a VS Code language identifier; undefined for a language without one. */
export function grammarOfLanguage(languageId: string): Grammar | undefined {
  return Object.hasOwn(GRAMMARS_OF_LANGUAGES, languageId) ? GRAMMARS_OF_LANGUAGES[languageId] : undefined;
}
