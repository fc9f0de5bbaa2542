import { css } from 'lit';

/** Typography, focus and form spacing of all elements. Put it first in `static styles`. */
export const baseStyles = css`
  :host {
    box-sizing: border-box;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.4;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h2,
  h3 {
    color: var(--vscode-foreground);
    font-size: 1em;
    font-weight: 600;
    margin: 0;
  }
  p {
    margin: 0;
  }
  var {
    font-family: 'Cambria Math', 'STIX Two Math', 'Latin Modern Math', Cambria, Georgia, serif;
    font-style: italic;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  vscode-textfield,
  vscode-single-select {
    width: 100%;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .visually-hidden {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
  }
`;
