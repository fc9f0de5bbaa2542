import { html } from 'lit';

/** A text with a name that may break after its dots, slashes and underscores, rather than within a word. */
export function breakable(text: string) {
  return text.split(/(?<=[._/-])/).map((part) => html`${part}<wbr />`);
}
