/** Escapes literal text for VS Code's snippet syntax. */
export function escapedForSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** The text that a snippet inserts: each tab stop becomes its value. */
export function insertedText(snippetText: string): string {
  return snippetText.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\\([\\$}])/g, '$1');
}
