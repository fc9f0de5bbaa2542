import { css } from 'lit';

/** The layout of a check's page: its title, its actions, the outcome of an export, its notice and its failure. */
export const pageStyles = css`
  :host {
    display: block;
    margin-inline: auto;
    max-inline-size: 1400px;
    padding: 20px 24px 48px;
  }
  header {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 14px;
    padding-block-end: 20px;
  }
  h1 {
    font-size: 1.5em;
    font-weight: 400;
    margin: 0;
    overflow-wrap: anywhere;
  }
  .actions {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  focal-report-actions {
    margin-inline-start: auto;
  }
  .outcome {
    background: var(--vscode-editorWidget-background);
    border: 1px solid var(--vscode-widget-border, var(--vscode-contrastBorder, transparent));
    box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
    /* VS Code shows its notifications on the right. */
    inset-block-end: 16px;
    inset-inline-start: 24px;
    padding: 8px 14px;
    position: fixed;
    visibility: hidden;
    z-index: 1;
  }
  .outcome[data-shown] {
    visibility: visible;
  }
  .views {
    border-block-end: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    display: flex;
    gap: 20px;
    margin-block-end: 20px;
  }
  .views button {
    background: none;
    border: 0;
    border-block-end: 2px solid transparent;
    color: var(--vscode-foreground);
    cursor: pointer;
    font: inherit;
    padding: 4px 0;
  }
  .views button[aria-current] {
    border-block-end-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
    font-weight: 600;
  }
  .notice {
    background: var(--vscode-inputValidation-infoBackground);
    border: 1px solid var(--vscode-inputValidation-infoBorder, var(--vscode-focusBorder));
    color: var(--vscode-inputValidation-infoForeground, var(--vscode-foreground));
    margin-block-end: 20px;
    padding: 6px 12px;
  }
  .failure {
    align-items: start;
    border: 1px solid var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
    background: var(--vscode-inputValidation-errorBackground);
    color: var(--vscode-inputValidation-errorForeground, var(--vscode-foreground));
    display: grid;
    gap: 12px;
    padding: 14px 16px;
  }
  .failure p {
    overflow-wrap: anywhere;
  }
`;
