import { css } from 'lit';

/**
 * A table that is wider than its place: `.scroll` around it scrolls, the first column stays, and a shadow at an edge says that
 * there is more behind it.
 */
export const wideTableStyles = css`
  .scroll {
    --focal-more: color-mix(in srgb, var(--vscode-foreground) 40%, transparent);
    background:
      linear-gradient(to left, var(--vscode-editor-background) 40%, transparent) right / 48px 100% no-repeat local,
      linear-gradient(to left, var(--focal-more), transparent) right / 16px 100% no-repeat scroll;
    overflow: auto;
  }
  th:first-child {
    background: var(--vscode-editor-background);
    inset-inline-start: 0;
    position: sticky;
    text-align: start;
    z-index: 1;
  }
  thead th:first-child {
    z-index: 2;
  }
`;
