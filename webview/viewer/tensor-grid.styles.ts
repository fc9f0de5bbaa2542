import { css } from 'lit';

/** Sizes in pixels that the script needs too. */
export const ROW_HEIGHT = 24;
export const HEADING_HEIGHT = 26;

export const tensorGridStyles = css`
  :host {
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    display: block;
    min-block-size: 160px;
    overflow: hidden;
    position: relative;
  }
  .scroll {
    block-size: 100%;
    inset: 0;
    overflow: auto;
    position: absolute;
  }
  .view {
    block-size: 0;
    inline-size: 0;
    inset-block-start: 0;
    inset-inline-start: 0;
    position: sticky;
  }
  .row {
    display: flex;
    inline-size: max-content;
  }
  .cell {
    block-size: ${ROW_HEIGHT}px;
    border-block-end: 1px solid color-mix(in srgb, var(--vscode-foreground) 10%, transparent);
    flex: none;
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 12px;
    font-variant-numeric: tabular-nums;
    inline-size: var(--column-width);
    line-height: ${ROW_HEIGHT}px;
    overflow: hidden;
    padding-inline: 8px;
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .heading {
    background: var(--vscode-editor-background);
    color: var(--vscode-descriptionForeground);
    font-weight: 600;
  }
  .headings .heading {
    block-size: ${HEADING_HEIGHT}px;
    line-height: ${HEADING_HEIGHT}px;
  }
  .row-heading {
    border-inline-end: 1px solid color-mix(in srgb, var(--vscode-foreground) 20%, transparent);
  }
  .selected {
    background: var(--vscode-list-inactiveSelectionBackground);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
  }
  .active {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .scroll:focus-visible {
    outline: none;
  }
  .scroll:focus-visible .active {
    outline-width: 2px;
    outline-offset: -2px;
  }
  .not-finite {
    /* The red of the light theme alone has too little contrast. */
    color: color-mix(in srgb, var(--vscode-errorForeground) 70%, var(--vscode-foreground));
  }
  .empty {
    color: var(--vscode-descriptionForeground);
    padding: 20px;
  }
`;
