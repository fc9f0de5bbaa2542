import { JAX_SNIPPETS } from './frameworks/jax/jax';
import { KERAS_SNIPPETS } from './frameworks/keras/keras';
import { PYTORCH_SNIPPETS } from './frameworks/pytorch/pytorch';
import { TENSORFLOWJS_SNIPPETS } from './frameworks/tensorflowjs/tensorflowjs';
import type { Snippet, SnippetLanguage } from './snippet';

/** Every snippet, framework by framework; the first of a language is its default. */
export const SNIPPETS: readonly Snippet[] = [
  ...PYTORCH_SNIPPETS,
  ...KERAS_SNIPPETS,
  ...JAX_SNIPPETS,
  ...TENSORFLOWJS_SNIPPETS,
];

const LANGUAGES: Readonly<Record<string, SnippetLanguage>> = {
  python: 'python',
  typescript: 'typescript',
  typescriptreact: 'typescript',
  javascript: 'typescript',
  javascriptreact: 'typescript',
};

/** The snippets for a VS Code language identifier; empty for a language without snippets. */
export function snippetsForLanguage(languageId: string): Snippet[] {
  const language = Object.hasOwn(LANGUAGES, languageId) ? LANGUAGES[languageId] : undefined;
  return SNIPPETS.filter((snippet) => snippet.language === language);
}

export function snippetById(id: string): Snippet | undefined {
  return SNIPPETS.find((snippet) => snippet.id === id);
}
