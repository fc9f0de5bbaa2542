import { css } from 'lit';

/** Numbers with their labels, side by side. */
export const tileStyles = css`
  .tiles {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
  }
  .tile {
    border-inline-start: 2px solid var(--vscode-charts-lines, var(--vscode-descriptionForeground));
    padding-inline-start: 10px;
  }
  .tile strong {
    display: block;
    font-size: 1.5em;
    font-variant-numeric: tabular-nums;
    font-weight: 400;
  }
  .tile .quiet {
    display: block;
  }
`;
