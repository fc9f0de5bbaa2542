/** Text as it has to be written in VS Code's snippet syntax to stand for itself. */
export function escapedForSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** What is left of a text in snippet syntax once it is inserted: tab stops become their values. */
export function insertedText(snippetText: string): string {
  return snippetText.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\\([\\$}])/g, '$1');
}
