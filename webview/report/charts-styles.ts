import { css } from 'lit';

/** Charts, as many side by side as there is room for. */
export const chartsStyles = css`
  .charts {
    display: grid;
    gap: 32px;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
  }
`;
