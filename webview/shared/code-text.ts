import { css, html, type TemplateResult } from 'lit';

/** The parts of a line of Python that have a colour, each in a group of its own. */
const PARTS =
  /(?<comment>#.*)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<keyword>\b(?:as|def|else|False|for|from|if|import|in|lambda|None|not|return|True)\b)|(?<number>\b\d[\d.]*(?:e-?\d+)?\b)|(?<called>\b[A-Za-z_]\w*(?=\())/g;

/** The colours of `codeText`, mixed with that of the text so that each can be read on the background of code. */
export const codeTextStyles = css`
  .comment {
    color: var(--vscode-descriptionForeground);
    font-style: italic;
  }
  .string {
    color: color-mix(in srgb, var(--vscode-debugTokenExpression-string, currentcolor) 75%, currentcolor);
  }
  .keyword {
    color: color-mix(in srgb, var(--vscode-debugTokenExpression-boolean, currentcolor) 75%, currentcolor);
  }
  .number {
    color: color-mix(in srgb, var(--vscode-debugTokenExpression-number, currentcolor) 75%, currentcolor);
  }
  .called {
    color: color-mix(in srgb, var(--vscode-symbolIcon-functionForeground, currentcolor) 75%, currentcolor);
  }
  @media (forced-colors: active) {
    .comment,
    .string,
    .keyword,
    .number,
    .called {
      color: inherit;
    }
  }
`;

/** Lines of Python with the colours of the theme. */
export function codeText(code: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const found of code.matchAll(PARTS)) {
    const [kind = '', text = ''] =
      Object.entries(found.groups ?? {}).find(([, each]) => each !== undefined) ?? [];
    parts.push(code.slice(end, found.index), html`<span class=${kind}>${text}</span>`);
    end = found.index + text.length;
  }
  return [...parts, code.slice(end)];
}
