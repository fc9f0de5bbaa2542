import { css } from 'lit';

/** The fields and buttons of an answer, side by side. */
export const controlStyles = css`
  :host {
    display: block;
  }
  .controls {
    align-items: start;
    display: flex;
    flex-wrap: wrap;
    gap: 10px 24px;
  }
`;
